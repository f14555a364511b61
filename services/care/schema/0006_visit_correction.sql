-- An end of a visit that the office told instead of the worker, and why.
CREATE TABLE care_visit_correction (
  region_id BIGINT NOT NULL,
  visit_id BIGINT NOT NULL,
  corrected_by BIGINT NOT NULL,
  corrected_at BIGINT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (region_id, visit_id)
);
