-- Wrong handover codes in a row since the last lock; a lock is a row that stays as the log of it.
ALTER TABLE market_parcel ADD COLUMN wrong_codes BIGINT NOT NULL DEFAULT 0;

CREATE TABLE market_code_lock (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  parcel_id BIGINT NOT NULL,
  locked_at BIGINT NOT NULL,
  locked_until BIGINT NOT NULL,
  tried_by BIGINT NOT NULL,
  unlocked_by BIGINT NOT NULL,
  unlocked_at BIGINT,
  PRIMARY KEY (region_id, id),
  FOREIGN KEY (region_id, parcel_id) REFERENCES market_parcel (region_id, id),
  CHECK (locked_until > locked_at)
);
CREATE INDEX market_code_lock_parcel ON market_code_lock (region_id, parcel_id, id);
CREATE INDEX market_code_lock_until ON market_code_lock (region_id, locked_until);
