-- What somebody was told: buyers about their parcels, shop keepers about orders and shelves. units:
-- lines beside the first one, or what is left on the shelf; until: an end that it speaks of.
CREATE TABLE market_notice (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  shop_id BIGINT NOT NULL,
  parcel_id BIGINT NOT NULL,
  item_name TEXT NOT NULL,
  units BIGINT NOT NULL,
  until BIGINT,
  at BIGINT NOT NULL,
  read_at BIGINT,
  PRIMARY KEY (region_id, id)
);
CREATE INDEX market_notice_person ON market_notice (region_id, person_id, id);

-- When the buyer was told that the parcel expires soon.
ALTER TABLE market_parcel ADD COLUMN expiry_told_at BIGINT;

-- At how many units a shop is told that an item runs low, where it is not as the setting says.
CREATE TABLE market_low_stock (
  region_id BIGINT NOT NULL,
  product_id BIGINT NOT NULL,
  option_id BIGINT NOT NULL,
  units BIGINT NOT NULL,
  PRIMARY KEY (region_id, product_id, option_id),
  FOREIGN KEY (region_id, product_id) REFERENCES market_product (region_id, id),
  CHECK (units >= 0)
);
