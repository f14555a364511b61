-- The history of roles: written with the role itself, in the same transaction.
CREATE TABLE people_right_change (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  organisation_id BIGINT NOT NULL,
  role TEXT NOT NULL,
  action TEXT NOT NULL,
  valid_from BIGINT NOT NULL,
  valid_to BIGINT,
  actor_id BIGINT NOT NULL,
  reason TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (region_id, id)
);

CREATE INDEX people_right_change_person ON people_right_change (region_id, person_id, id);

CREATE INDEX people_right_change_at ON people_right_change (region_id, at);
