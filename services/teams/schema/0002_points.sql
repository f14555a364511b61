-- Who started a run, so that somebody else decides on appeals against it. 0: not kept then.
ALTER TABLE teams_point_run ADD COLUMN decided_by BIGINT NOT NULL DEFAULT 0;

CREATE TABLE teams_point_appeal (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  point_run_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  year BIGINT NOT NULL,
  verdict TEXT NOT NULL,
  reason TEXT NOT NULL,
  state TEXT NOT NULL,
  answer TEXT NOT NULL,
  points BIGINT NOT NULL,
  source TEXT NOT NULL,
  filed_by BIGINT NOT NULL,
  filed_on BIGINT NOT NULL,
  decided_by BIGINT NOT NULL,
  decided_on BIGINT,
  PRIMARY KEY (region_id, id),
  FOREIGN KEY (region_id, point_run_id) REFERENCES teams_point_run (region_id, id)
);
CREATE UNIQUE INDEX teams_point_appeal_decision
  ON teams_point_appeal (region_id, point_run_id, person_id);
CREATE INDEX teams_point_appeal_person ON teams_point_appeal (region_id, person_id, id);
CREATE INDEX teams_point_appeal_state ON teams_point_appeal (region_id, state, id);

-- One row a warning: told once for each of the days before an expiry.
CREATE TABLE teams_point_warning (
  region_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  expires_on BIGINT NOT NULL,
  days_before BIGINT NOT NULL,
  points BIGINT NOT NULL,
  warned_on BIGINT NOT NULL,
  told_by BIGINT NOT NULL,
  told_at BIGINT,
  PRIMARY KEY (region_id, person_id, expires_on, days_before)
);
CREATE INDEX teams_point_warning_expiry ON teams_point_warning (region_id, expires_on, person_id);
