-- A travelling fair: some shops sell together away from home.
CREATE TABLE market_fair (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  name TEXT NOT NULL,
  road_address TEXT NOT NULL,
  district_code TEXT NOT NULL,
  lat_e6 BIGINT NOT NULL,
  lng_e6 BIGINT NOT NULL,
  starts_on BIGINT NOT NULL,
  ends_on BIGINT NOT NULL,
  state TEXT NOT NULL,
  planned_by BIGINT NOT NULL,
  planned_at BIGINT NOT NULL,
  PRIMARY KEY (region_id, id),
  CHECK (ends_on >= starts_on)
);
CREATE INDEX market_fair_start ON market_fair (region_id, starts_on, id);

CREATE TABLE market_fair_shop (
  region_id BIGINT NOT NULL,
  fair_id BIGINT NOT NULL,
  shop_id BIGINT NOT NULL,
  PRIMARY KEY (region_id, fair_id, shop_id),
  FOREIGN KEY (region_id, fair_id) REFERENCES market_fair (region_id, id),
  FOREIGN KEY (region_id, shop_id) REFERENCES market_shop (region_id, id)
);

-- What a shop plans to bring, brought, took home again, and could not find at the end. The units
-- themselves are in the ledger, in an account of the fair for each product.
CREATE TABLE market_fair_stock (
  region_id BIGINT NOT NULL,
  fair_id BIGINT NOT NULL,
  product_id BIGINT NOT NULL,
  shop_id BIGINT NOT NULL,
  planned BIGINT NOT NULL,
  brought BIGINT NOT NULL,
  returned BIGINT NOT NULL,
  missing BIGINT NOT NULL,
  PRIMARY KEY (region_id, fair_id, product_id),
  FOREIGN KEY (region_id, fair_id) REFERENCES market_fair (region_id, id),
  FOREIGN KEY (region_id, product_id) REFERENCES market_product (region_id, id),
  CHECK (planned >= 0 AND brought >= 0 AND returned >= 0 AND missing >= 0),
  CHECK (returned + missing <= brought)
);

-- Which sales happened there; their money is that of any other sale.
CREATE TABLE market_fair_sale (
  region_id BIGINT NOT NULL,
  sale_id BIGINT NOT NULL,
  fair_id BIGINT NOT NULL,
  PRIMARY KEY (region_id, sale_id),
  FOREIGN KEY (region_id, sale_id) REFERENCES market_sale (region_id, id),
  FOREIGN KEY (region_id, fair_id) REFERENCES market_fair (region_id, id)
);
CREATE INDEX market_fair_sale_fair ON market_fair_sale (region_id, fair_id, sale_id);

CREATE TABLE market_fair_day (
  region_id BIGINT NOT NULL,
  fair_id BIGINT NOT NULL,
  day BIGINT NOT NULL,
  visitors BIGINT NOT NULL,
  PRIMARY KEY (region_id, fair_id, day),
  FOREIGN KEY (region_id, fair_id) REFERENCES market_fair (region_id, id),
  CHECK (visitors >= 0)
);
