-- What holds at a pickup point from a day on: how many parcels a day it takes (0: any number), and
-- when it hands them out. A point without terms is as open as the shop that keeps it.
CREATE TABLE market_pickup_terms (
  region_id BIGINT NOT NULL,
  pickup_point_id BIGINT NOT NULL,
  valid_from BIGINT NOT NULL,
  capacity BIGINT NOT NULL,
  set_by BIGINT NOT NULL,
  set_at BIGINT NOT NULL,
  PRIMARY KEY (region_id, pickup_point_id, valid_from),
  FOREIGN KEY (region_id, pickup_point_id) REFERENCES market_pickup_point (region_id, id),
  CHECK (capacity >= 0)
);

CREATE TABLE market_pickup_opening (
  region_id BIGINT NOT NULL,
  pickup_point_id BIGINT NOT NULL,
  valid_from BIGINT NOT NULL,
  weekday BIGINT NOT NULL,
  opens_minute BIGINT NOT NULL,
  closes_minute BIGINT NOT NULL,
  PRIMARY KEY (region_id, pickup_point_id, valid_from, weekday, opens_minute),
  FOREIGN KEY (region_id, pickup_point_id, valid_from)
    REFERENCES market_pickup_terms (region_id, pickup_point_id, valid_from)
);
