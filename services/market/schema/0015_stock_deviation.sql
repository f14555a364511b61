-- Units that tills sold without a connection and that no shelf had when they came back. The sale
-- stands; the shop looks why.
CREATE TABLE market_stock_deviation (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  shop_id BIGINT NOT NULL,
  device_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  line BIGINT NOT NULL,
  product_id BIGINT NOT NULL,
  option_id BIGINT NOT NULL,
  name TEXT NOT NULL,
  sold BIGINT NOT NULL,
  missing BIGINT NOT NULL,
  sold_at BIGINT NOT NULL,
  received_at BIGINT NOT NULL,
  seen_by BIGINT NOT NULL,
  seen_at BIGINT,
  PRIMARY KEY (region_id, id),
  FOREIGN KEY (region_id, device_id) REFERENCES market_device (region_id, id),
  CHECK (missing > 0 AND missing <= sold)
);
CREATE UNIQUE INDEX market_stock_deviation_line
  ON market_stock_deviation (region_id, device_id, seq, line);
CREATE INDEX market_stock_deviation_shop ON market_stock_deviation (region_id, shop_id, id);
