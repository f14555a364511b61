-- A sale of an order is pending until it is handed over: it is not settled before that.
ALTER TABLE market_sale ADD COLUMN is_pending BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE market_sale ADD COLUMN delivery_won BIGINT NOT NULL DEFAULT 0;

-- A place where parcels of several shops wait for their buyers; run_by: the shop that keeps it.
CREATE TABLE market_pickup_point (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  name TEXT NOT NULL,
  run_by BIGINT NOT NULL,
  road_address TEXT NOT NULL,
  district_code TEXT NOT NULL,
  lat_e6 BIGINT NOT NULL,
  lng_e6 BIGINT NOT NULL,
  is_open BOOLEAN NOT NULL,
  PRIMARY KEY (region_id, id),
  FOREIGN KEY (region_id, run_by) REFERENCES market_shop (region_id, id)
);

CREATE TABLE market_order (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  buyer_id BIGINT NOT NULL,
  points BIGINT NOT NULL,
  won BIGINT NOT NULL,
  placed_at BIGINT NOT NULL,
  PRIMARY KEY (region_id, id)
);
CREATE INDEX market_order_buyer ON market_order (region_id, buyer_id, id);

-- What one shop gives for an order; its money is the sale's.
CREATE TABLE market_parcel (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  order_id BIGINT NOT NULL,
  sale_id BIGINT NOT NULL,
  shop_id BIGINT NOT NULL,
  buyer_id BIGINT NOT NULL,
  state TEXT NOT NULL,
  method TEXT NOT NULL,
  pickup_point_id BIGINT NOT NULL,
  collect_on BIGINT NOT NULL,
  from_minute BIGINT NOT NULL,
  to_minute BIGINT NOT NULL,
  goods_won BIGINT NOT NULL,
  delivery_won BIGINT NOT NULL,
  road_address TEXT NOT NULL,
  district_code TEXT NOT NULL,
  lat_e6 BIGINT NOT NULL,
  lng_e6 BIGINT NOT NULL,
  placed_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  handed_over_at BIGINT,
  handed_over_by BIGINT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (region_id, id),
  FOREIGN KEY (region_id, order_id) REFERENCES market_order (region_id, id),
  FOREIGN KEY (region_id, sale_id) REFERENCES market_sale (region_id, id)
);
CREATE INDEX market_parcel_order ON market_parcel (region_id, order_id, id);
CREATE INDEX market_parcel_shop ON market_parcel (region_id, shop_id, collect_on, id);
CREATE INDEX market_parcel_point ON market_parcel (region_id, pickup_point_id, collect_on);
CREATE INDEX market_parcel_expiry ON market_parcel (region_id, state, expires_at);
CREATE UNIQUE INDEX market_parcel_sale ON market_parcel (region_id, sale_id);

-- refunded: units given back; hold_id: the ledger's hold on the shelf, 0 for what is not counted.
CREATE TABLE market_parcel_line (
  region_id BIGINT NOT NULL,
  parcel_id BIGINT NOT NULL,
  line BIGINT NOT NULL,
  product_id BIGINT NOT NULL,
  name TEXT NOT NULL,
  option_name TEXT NOT NULL,
  quantity BIGINT NOT NULL,
  refunded BIGINT NOT NULL,
  price_won BIGINT NOT NULL,
  starts_at BIGINT,
  hold_id BIGINT NOT NULL,
  PRIMARY KEY (region_id, parcel_id, line),
  FOREIGN KEY (region_id, parcel_id) REFERENCES market_parcel (region_id, id)
);

-- A booked time. The key gives each place of a time to one line, whoever comes at once.
CREATE TABLE market_booking (
  region_id BIGINT NOT NULL,
  product_id BIGINT NOT NULL,
  starts_at BIGINT NOT NULL,
  place BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  parcel_id BIGINT NOT NULL,
  line BIGINT NOT NULL,
  PRIMARY KEY (region_id, product_id, starts_at, place),
  FOREIGN KEY (region_id, parcel_id) REFERENCES market_parcel (region_id, id)
);
CREATE INDEX market_booking_parcel ON market_booking (region_id, parcel_id);

CREATE TABLE market_delivery_run (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  shop_id BIGINT NOT NULL,
  run_on BIGINT NOT NULL,
  leaves_minute BIGINT NOT NULL,
  back_minute BIGINT NOT NULL,
  distance_m BIGINT NOT NULL,
  planned_by BIGINT NOT NULL,
  planned_at BIGINT NOT NULL,
  PRIMARY KEY (region_id, id),
  FOREIGN KEY (region_id, shop_id) REFERENCES market_shop (region_id, id)
);
CREATE INDEX market_delivery_run_shop ON market_delivery_run (region_id, shop_id, run_on, id);

CREATE TABLE market_delivery_stop (
  region_id BIGINT NOT NULL,
  delivery_run_id BIGINT NOT NULL,
  place BIGINT NOT NULL,
  parcel_id BIGINT NOT NULL,
  arrives_minute BIGINT NOT NULL,
  PRIMARY KEY (region_id, delivery_run_id, place),
  FOREIGN KEY (region_id, delivery_run_id) REFERENCES market_delivery_run (region_id, id),
  FOREIGN KEY (region_id, parcel_id) REFERENCES market_parcel (region_id, id)
);
CREATE INDEX market_delivery_stop_parcel ON market_delivery_stop (region_id, parcel_id);

-- One review of a product for each parcel that brought it.
CREATE TABLE market_review (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  parcel_id BIGINT NOT NULL,
  product_id BIGINT NOT NULL,
  shop_id BIGINT NOT NULL,
  buyer_id BIGINT NOT NULL,
  stars BIGINT NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL,
  hidden_for TEXT NOT NULL,
  reply TEXT NOT NULL,
  written_at BIGINT NOT NULL,
  judged_by BIGINT NOT NULL,
  judged_at BIGINT,
  replied_at BIGINT,
  PRIMARY KEY (region_id, id),
  FOREIGN KEY (region_id, parcel_id) REFERENCES market_parcel (region_id, id)
);
CREATE UNIQUE INDEX market_review_once ON market_review (region_id, parcel_id, product_id);
CREATE INDEX market_review_product ON market_review (region_id, product_id, state, id);
CREATE INDEX market_review_state ON market_review (region_id, state, id);
