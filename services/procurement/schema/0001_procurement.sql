-- A public body that buys. organisation_id: the office whose officers enter for it, 0 for none.
CREATE TABLE procurement_body (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  organisation_id BIGINT NOT NULL,
  PRIMARY KEY (region_id, id)
);
CREATE UNIQUE INDEX procurement_body_name ON procurement_body (region_id, name);

-- What a body bought from whoever belongs to the programme.
CREATE TABLE procurement_purchase (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  body_id BIGINT NOT NULL,
  seller_id BIGINT NOT NULL,
  bought_on BIGINT NOT NULL,
  item TEXT NOT NULL,
  amount_won BIGINT NOT NULL,
  basis TEXT NOT NULL,
  evidence_number TEXT NOT NULL,
  entered_by BIGINT NOT NULL,
  entered_at BIGINT NOT NULL,
  is_withdrawn BOOLEAN NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (region_id, id),
  FOREIGN KEY (region_id, body_id) REFERENCES procurement_body (region_id, id),
  CHECK (amount_won > 0)
);
CREATE INDEX procurement_purchase_day ON procurement_purchase (region_id, bought_on, id);
CREATE INDEX procurement_purchase_body
  ON procurement_purchase (region_id, body_id, basis, evidence_number);

-- All that a body bought in a year, from anybody.
CREATE TABLE procurement_total (
  region_id BIGINT NOT NULL,
  body_id BIGINT NOT NULL,
  year BIGINT NOT NULL,
  total_won BIGINT NOT NULL,
  entered_by BIGINT NOT NULL,
  entered_at BIGINT NOT NULL,
  PRIMARY KEY (region_id, body_id, year),
  FOREIGN KEY (region_id, body_id) REFERENCES procurement_body (region_id, id),
  CHECK (total_won > 0)
);
