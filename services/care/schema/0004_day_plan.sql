-- A proposal for one day of one centre; it counts only after a person applied it.
CREATE TABLE care_day_plan (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  centre_id BIGINT NOT NULL,
  plan_on BIGINT NOT NULL,
  state TEXT NOT NULL,
  made_by BIGINT NOT NULL,
  made_at BIGINT NOT NULL,
  travel_min BIGINT NOT NULL,
  PRIMARY KEY (region_id, id)
);
CREATE INDEX care_day_plan_centre ON care_day_plan (region_id, centre_id, plan_on);

CREATE TABLE care_day_plan_visit (
  region_id BIGINT NOT NULL,
  day_plan_id BIGINT NOT NULL,
  visit_id BIGINT NOT NULL,
  visit_version BIGINT NOT NULL,
  worker_id BIGINT NOT NULL,
  vehicle_id BIGINT NOT NULL,
  position BIGINT NOT NULL,
  start_min BIGINT NOT NULL,
  travel_min BIGINT NOT NULL,
  wait_min BIGINT NOT NULL,
  is_regular BOOLEAN NOT NULL,
  unassigned_reason TEXT NOT NULL,
  PRIMARY KEY (region_id, day_plan_id, visit_id)
);
