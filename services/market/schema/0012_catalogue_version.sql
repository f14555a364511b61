-- Changes of products are numbered within their region, so that an index in memory reads what is
-- newer than it. The one row that counts them also lets such changes commit in their order.
CREATE TABLE market_catalogue_version (
  region_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (region_id)
);
ALTER TABLE market_product ADD COLUMN listed_version BIGINT NOT NULL DEFAULT 0;
CREATE INDEX market_product_listed ON market_product (region_id, listed_version);
