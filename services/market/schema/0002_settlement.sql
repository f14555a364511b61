-- What was agreed at the till: the parts of the points in won (what refunds have left of them), by
-- the rule of that day, and what was paid in won beside the points. Nothing of it is recomputed.
ALTER TABLE market_sale ADD COLUMN paid_won BIGINT NOT NULL DEFAULT 0;
ALTER TABLE market_sale ADD COLUMN refunded_won BIGINT NOT NULL DEFAULT 0;
ALTER TABLE market_sale ADD COLUMN won_seq BIGINT NOT NULL DEFAULT 0;
ALTER TABLE market_sale ADD COLUMN rule_version BIGINT NOT NULL DEFAULT 0;
ALTER TABLE market_sale ADD COLUMN shop_won BIGINT NOT NULL DEFAULT 0;
ALTER TABLE market_sale ADD COLUMN benefit_won BIGINT NOT NULL DEFAULT 0;
ALTER TABLE market_sale ADD COLUMN support_won BIGINT NOT NULL DEFAULT 0;

-- claws_back: the settlement that had paid what this refund took back; 0: the sale was not settled.
ALTER TABLE market_refund ADD COLUMN won BIGINT NOT NULL DEFAULT 0;
ALTER TABLE market_refund ADD COLUMN shop_won BIGINT NOT NULL DEFAULT 0;
ALTER TABLE market_refund ADD COLUMN benefit_won BIGINT NOT NULL DEFAULT 0;
ALTER TABLE market_refund ADD COLUMN support_won BIGINT NOT NULL DEFAULT 0;
ALTER TABLE market_refund ADD COLUMN seq BIGINT NOT NULL DEFAULT 0;
ALTER TABLE market_refund ADD COLUMN claws_back BIGINT NOT NULL DEFAULT 0;
ALTER TABLE market_refund ADD COLUMN settlement_id BIGINT NOT NULL DEFAULT 0;

ALTER TABLE market_settlement ADD COLUMN drafted_by BIGINT NOT NULL DEFAULT 0;
ALTER TABLE market_settlement ADD COLUMN clawback_won BIGINT NOT NULL DEFAULT 0;
ALTER TABLE market_settlement ADD COLUMN points_seq BIGINT NOT NULL DEFAULT 0;
ALTER TABLE market_settlement ADD COLUMN shop_seq BIGINT NOT NULL DEFAULT 0;
ALTER TABLE market_settlement ADD COLUMN benefit_seq BIGINT NOT NULL DEFAULT 0;
ALTER TABLE market_settlement ADD COLUMN support_seq BIGINT NOT NULL DEFAULT 0;
ALTER TABLE market_settlement ADD COLUMN bank_file_id BIGINT NOT NULL DEFAULT 0;
ALTER TABLE market_settlement ADD COLUMN paid_on BIGINT;

-- A line is a sale, a refund of a sale that an earlier settlement paid, or a debt of an earlier
-- one. The key lets each of them be settled once, whoever drafts and how often.
CREATE TABLE market_settlement_line (
  region_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  source_id BIGINT NOT NULL,
  settlement_id BIGINT NOT NULL,
  sale_id BIGINT NOT NULL,
  sold_on BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  points BIGINT NOT NULL,
  shop_won BIGINT NOT NULL,
  benefit_won BIGINT NOT NULL,
  support_won BIGINT NOT NULL,
  PRIMARY KEY (region_id, kind, source_id),
  FOREIGN KEY (region_id, settlement_id) REFERENCES market_settlement (region_id, id)
);
CREATE INDEX market_settlement_line_of
  ON market_settlement_line (region_id, settlement_id, sold_on, source_id);

CREATE TABLE market_objection (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  settlement_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  source_id BIGINT NOT NULL,
  reason TEXT NOT NULL,
  verdict TEXT NOT NULL,
  answer TEXT NOT NULL,
  raised_by BIGINT NOT NULL,
  raised_at BIGINT NOT NULL,
  answered_by BIGINT NOT NULL,
  answered_at BIGINT,
  PRIMARY KEY (region_id, id),
  FOREIGN KEY (region_id, settlement_id) REFERENCES market_settlement (region_id, id)
);
CREATE INDEX market_objection_of ON market_objection (region_id, settlement_id, id);
CREATE INDEX market_objection_source ON market_objection (region_id, kind, source_id);

CREATE TABLE market_bank_account (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  shop_id BIGINT NOT NULL,
  bank_code TEXT NOT NULL,
  number_sealed {{blob}} NOT NULL,
  number_end TEXT NOT NULL,
  holder TEXT NOT NULL,
  set_by BIGINT NOT NULL,
  set_at BIGINT NOT NULL,
  verified_by BIGINT NOT NULL,
  verified_at BIGINT,
  PRIMARY KEY (region_id, id),
  FOREIGN KEY (region_id, shop_id) REFERENCES market_shop (region_id, id)
);
CREATE INDEX market_bank_account_shop ON market_bank_account (region_id, shop_id, id);

CREATE TABLE market_bank_file (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  payments BIGINT NOT NULL,
  total_won BIGINT NOT NULL,
  digest TEXT NOT NULL,
  made_by BIGINT NOT NULL,
  made_at BIGINT NOT NULL,
  paid_on BIGINT,
  paid_by BIGINT NOT NULL,
  PRIMARY KEY (region_id, id)
);

CREATE TABLE market_bank_line (
  region_id BIGINT NOT NULL,
  bank_file_id BIGINT NOT NULL,
  line BIGINT NOT NULL,
  settlement_id BIGINT NOT NULL,
  bank_account_id BIGINT NOT NULL,
  amount_won BIGINT NOT NULL,
  returned TEXT NOT NULL,
  PRIMARY KEY (region_id, bank_file_id, line),
  FOREIGN KEY (region_id, bank_file_id) REFERENCES market_bank_file (region_id, id),
  FOREIGN KEY (region_id, settlement_id) REFERENCES market_settlement (region_id, id),
  FOREIGN KEY (region_id, bank_account_id) REFERENCES market_bank_account (region_id, id)
);
