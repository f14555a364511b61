-- When a card was blocked: what a till sold before that, without a connection, still counts.
ALTER TABLE market_card ADD COLUMN blocked_at BIGINT;
ALTER TABLE market_settlement ADD COLUMN guarantee_won BIGINT NOT NULL DEFAULT 0;

-- A till that may sell without a connection; it signs with the private half of the key.
CREATE TABLE market_device (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  shop_id BIGINT NOT NULL,
  name TEXT NOT NULL,
  public_key TEXT NOT NULL,
  registered_by BIGINT NOT NULL,
  registered_at BIGINT NOT NULL,
  revoked_at BIGINT,
  PRIMARY KEY (region_id, id),
  FOREIGN KEY (region_id, shop_id) REFERENCES market_shop (region_id, id)
);
CREATE UNIQUE INDEX market_device_key ON market_device (region_id, public_key);
CREATE INDEX market_device_shop ON market_device (region_id, shop_id, id);

-- What became of each signed sale, whichever way it went: asking again gives the same answer.
CREATE TABLE market_offline_sale (
  region_id BIGINT NOT NULL,
  device_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  id BIGINT NOT NULL,
  shop_id BIGINT NOT NULL,
  signature TEXT NOT NULL,
  card_id BIGINT NOT NULL,
  points BIGINT NOT NULL,
  sold_at BIGINT NOT NULL,
  sold_on BIGINT NOT NULL,
  received_at BIGINT NOT NULL,
  outcome TEXT NOT NULL,
  reason TEXT NOT NULL,
  sale_id BIGINT NOT NULL,
  paid_points BIGINT NOT NULL,
  guaranteed_points BIGINT NOT NULL,
  settlement_id BIGINT NOT NULL,
  PRIMARY KEY (region_id, device_id, seq),
  FOREIGN KEY (region_id, device_id) REFERENCES market_device (region_id, id)
);
CREATE UNIQUE INDEX market_offline_sale_id ON market_offline_sale (region_id, id);
CREATE INDEX market_offline_sale_card ON market_offline_sale (region_id, card_id, sold_on);
CREATE INDEX market_offline_sale_shop ON market_offline_sale (region_id, shop_id, settlement_id);
