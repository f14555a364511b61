-- Points that somebody gave away of their own accord. seq and won_seq: the entries of the ledger.
CREATE TABLE market_donation (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  points BIGINT NOT NULL,
  text_version TEXT NOT NULL,
  seq BIGINT NOT NULL,
  won_seq BIGINT NOT NULL,
  donated_on BIGINT NOT NULL,
  donated_at BIGINT NOT NULL,
  cancelled_at BIGINT,
  PRIMARY KEY (region_id, id)
);
CREATE INDEX market_donation_person ON market_donation (region_id, person_id, id);
