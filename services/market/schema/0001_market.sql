CREATE TABLE market_shop (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  team_id BIGINT NOT NULL,
  trade TEXT NOT NULL,
  opened_on BIGINT NOT NULL,
  is_open BOOLEAN NOT NULL,
  PRIMARY KEY (region_id, id)
);

CREATE TABLE market_product (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  shop_id BIGINT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  price_won BIGINT NOT NULL,
  is_sold BOOLEAN NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (region_id, id),
  FOREIGN KEY (region_id, shop_id) REFERENCES market_shop (region_id, id)
);
CREATE INDEX market_product_shop ON market_product (region_id, shop_id, name);

CREATE TABLE market_card (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  number TEXT NOT NULL,
  person_id BIGINT NOT NULL,
  pin_digest {{blob}} NOT NULL,
  state TEXT NOT NULL,
  wrong_pins BIGINT NOT NULL,
  issued_at BIGINT NOT NULL,
  PRIMARY KEY (region_id, id)
);
CREATE UNIQUE INDEX market_card_number ON market_card (region_id, number);
CREATE INDEX market_card_person ON market_card (region_id, person_id);

CREATE TABLE market_sale (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  shop_id BIGINT NOT NULL,
  card_id BIGINT NOT NULL,
  buyer_id BIGINT NOT NULL,
  sold_by BIGINT NOT NULL,
  points BIGINT NOT NULL,
  refunded BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  sold_on BIGINT NOT NULL,
  sold_at BIGINT NOT NULL,
  settlement_id BIGINT NOT NULL,
  PRIMARY KEY (region_id, id)
);
CREATE INDEX market_sale_shop ON market_sale (region_id, shop_id, sold_on, id);
CREATE INDEX market_sale_buyer ON market_sale (region_id, buyer_id, sold_on);

CREATE TABLE market_sale_line (
  region_id BIGINT NOT NULL,
  sale_id BIGINT NOT NULL,
  line BIGINT NOT NULL,
  product_id BIGINT NOT NULL,
  name TEXT NOT NULL,
  quantity BIGINT NOT NULL,
  price_won BIGINT NOT NULL,
  PRIMARY KEY (region_id, sale_id, line),
  FOREIGN KEY (region_id, sale_id) REFERENCES market_sale (region_id, id)
);

CREATE TABLE market_refund (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  sale_id BIGINT NOT NULL,
  points BIGINT NOT NULL,
  reason TEXT NOT NULL,
  refunded_by BIGINT NOT NULL,
  refunded_at BIGINT NOT NULL,
  PRIMARY KEY (region_id, id),
  FOREIGN KEY (region_id, sale_id) REFERENCES market_sale (region_id, id)
);
CREATE INDEX market_refund_sale ON market_refund (region_id, sale_id);

CREATE TABLE market_settlement (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  shop_id BIGINT NOT NULL,
  month BIGINT NOT NULL,
  state TEXT NOT NULL,
  sales BIGINT NOT NULL,
  gross_points BIGINT NOT NULL,
  shop_won BIGINT NOT NULL,
  benefit_won BIGINT NOT NULL,
  support_won BIGINT NOT NULL,
  rule_version BIGINT NOT NULL,
  drafted_at BIGINT NOT NULL,
  confirmed_by BIGINT NOT NULL,
  approved_by BIGINT NOT NULL,
  PRIMARY KEY (region_id, id)
);
CREATE UNIQUE INDEX market_settlement_month ON market_settlement (region_id, shop_id, month);

CREATE TABLE market_benefit (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  purpose TEXT NOT NULL,
  amount_won BIGINT NOT NULL,
  granted_by BIGINT NOT NULL,
  granted_at BIGINT NOT NULL,
  PRIMARY KEY (region_id, id)
);
CREATE INDEX market_benefit_person ON market_benefit (region_id, person_id);
