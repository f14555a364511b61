-- duration_minutes: of a service that is booked, 0 when it is not; capacity: bookings at once.
ALTER TABLE market_product ADD COLUMN description TEXT NOT NULL DEFAULT '';
ALTER TABLE market_product ADD COLUMN photo TEXT NOT NULL DEFAULT '';
ALTER TABLE market_product ADD COLUMN duration_minutes BIGINT NOT NULL DEFAULT 0;
ALTER TABLE market_product ADD COLUMN capacity BIGINT NOT NULL DEFAULT 1;

-- Pictures by the SHA-256 of their bytes; several products may show one.
CREATE TABLE market_photo (
  region_id BIGINT NOT NULL,
  digest TEXT NOT NULL,
  media_type TEXT NOT NULL,
  content {{blob}} NOT NULL,
  added_by BIGINT NOT NULL,
  added_at BIGINT NOT NULL,
  PRIMARY KEY (region_id, digest)
);

CREATE TABLE market_option (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  product_id BIGINT NOT NULL,
  place BIGINT NOT NULL,
  name TEXT NOT NULL,
  extra_won BIGINT NOT NULL,
  is_sold BOOLEAN NOT NULL,
  PRIMARY KEY (region_id, id),
  FOREIGN KEY (region_id, product_id) REFERENCES market_product (region_id, id)
);
CREATE INDEX market_option_product ON market_option (region_id, product_id, place);

-- Minutes since midnight in Korea; weekday 1 is Monday.
CREATE TABLE market_opening (
  region_id BIGINT NOT NULL,
  shop_id BIGINT NOT NULL,
  weekday BIGINT NOT NULL,
  opens_minute BIGINT NOT NULL,
  closes_minute BIGINT NOT NULL,
  PRIMARY KEY (region_id, shop_id, weekday, opens_minute),
  FOREIGN KEY (region_id, shop_id) REFERENCES market_shop (region_id, id)
);

CREATE TABLE market_closed_day (
  region_id BIGINT NOT NULL,
  shop_id BIGINT NOT NULL,
  closed_on BIGINT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (region_id, shop_id, closed_on),
  FOREIGN KEY (region_id, shop_id) REFERENCES market_shop (region_id, id)
);

CREATE TABLE market_order_window (
  region_id BIGINT NOT NULL,
  shop_id BIGINT NOT NULL,
  place BIGINT NOT NULL,
  closes_weekday BIGINT NOT NULL,
  closes_minute BIGINT NOT NULL,
  ready_weekday BIGINT NOT NULL,
  from_minute BIGINT NOT NULL,
  to_minute BIGINT NOT NULL,
  PRIMARY KEY (region_id, shop_id, place),
  FOREIGN KEY (region_id, shop_id) REFERENCES market_shop (region_id, id)
);
