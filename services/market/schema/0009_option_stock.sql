-- An option may have a shelf of its own; the others share that of their product.
ALTER TABLE market_option ADD COLUMN has_own_stock BOOLEAN NOT NULL DEFAULT FALSE;

-- Which shelf a line took its units from: the option's, or 0 for the product's.
ALTER TABLE market_sale_line ADD COLUMN stock_option_id BIGINT NOT NULL DEFAULT 0;
ALTER TABLE market_parcel_line ADD COLUMN stock_option_id BIGINT NOT NULL DEFAULT 0;

-- As market_fair_stock, for options with a shelf of their own. The name is kept: options change.
CREATE TABLE market_fair_option_stock (
  region_id BIGINT NOT NULL,
  fair_id BIGINT NOT NULL,
  product_id BIGINT NOT NULL,
  option_id BIGINT NOT NULL,
  shop_id BIGINT NOT NULL,
  name TEXT NOT NULL,
  planned BIGINT NOT NULL,
  brought BIGINT NOT NULL,
  returned BIGINT NOT NULL,
  missing BIGINT NOT NULL,
  PRIMARY KEY (region_id, fair_id, product_id, option_id),
  FOREIGN KEY (region_id, fair_id) REFERENCES market_fair (region_id, id),
  FOREIGN KEY (region_id, product_id) REFERENCES market_product (region_id, id),
  CHECK (planned >= 0 AND brought >= 0 AND returned >= 0 AND missing >= 0),
  CHECK (returned + missing <= brought)
);
CREATE INDEX market_fair_option_stock_option
  ON market_fair_option_stock (region_id, option_id, fair_id);
