-- Who orders in the market for a body, from–to: what they order there is the body's purchase.
CREATE TABLE procurement_buyer (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  body_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  valid_from BIGINT NOT NULL,
  valid_to BIGINT,
  named_by BIGINT NOT NULL,
  PRIMARY KEY (region_id, id),
  FOREIGN KEY (region_id, body_id) REFERENCES procurement_body (region_id, id)
);
CREATE INDEX procurement_buyer_person ON procurement_buyer (region_id, person_id, valid_from);

-- Purchases that were taken over from an order in the market. After a refund the same order is
-- another amount, and so another purchase; the key takes each of them over once.
CREATE TABLE procurement_ordered (
  region_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  amount_won BIGINT NOT NULL,
  purchase_id BIGINT NOT NULL,
  PRIMARY KEY (region_id, number, amount_won),
  FOREIGN KEY (region_id, purchase_id) REFERENCES procurement_purchase (region_id, id)
);
CREATE UNIQUE INDEX procurement_ordered_purchase ON procurement_ordered (region_id, purchase_id);
