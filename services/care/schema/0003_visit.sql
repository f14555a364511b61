-- What a decision gives: so much of one service until a day.
CREATE TABLE care_entitlement (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  client_id BIGINT NOT NULL,
  service TEXT NOT NULL,
  referral_id BIGINT NOT NULL,
  centre_id BIGINT NOT NULL,
  district_organisation_id BIGINT NOT NULL,
  district_code TEXT NOT NULL,
  income_band TEXT NOT NULL,
  valid_from BIGINT NOT NULL,
  valid_to BIGINT NOT NULL,
  quota_kind TEXT NOT NULL,
  units_max BIGINT NOT NULL,
  units_used BIGINT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (region_id, id)
);
CREATE INDEX care_entitlement_client ON care_entitlement (region_id, client_id, service);
CREATE INDEX care_entitlement_referral ON care_entitlement (region_id, referral_id);

-- A weekly pattern from which visits were made.
CREATE TABLE care_plan (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  entitlement_id BIGINT NOT NULL,
  from_on BIGINT NOT NULL,
  to_on BIGINT NOT NULL,
  weekdays BIGINT NOT NULL,
  start_min BIGINT NOT NULL,
  length_min BIGINT NOT NULL,
  made_by BIGINT NOT NULL,
  made_at BIGINT NOT NULL,
  PRIMARY KEY (region_id, id)
);
CREATE INDEX care_plan_entitlement ON care_plan (region_id, entitlement_id);

CREATE TABLE care_visit (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  plan_id BIGINT NOT NULL,
  entitlement_id BIGINT NOT NULL,
  client_id BIGINT NOT NULL,
  centre_id BIGINT NOT NULL,
  team_id BIGINT NOT NULL,
  worker_id BIGINT NOT NULL,
  vehicle_id BIGINT NOT NULL,
  service TEXT NOT NULL,
  visit_on BIGINT NOT NULL,
  start_min BIGINT NOT NULL,
  length_min BIGINT NOT NULL,
  earliest_min BIGINT NOT NULL,
  latest_min BIGINT NOT NULL,
  needs_car BOOLEAN NOT NULL,
  destination_id BIGINT NOT NULL,
  state TEXT NOT NULL,
  checked_in_at BIGINT,
  checked_out_at BIGINT,
  check_in_distance_m BIGINT,
  cancel_reason TEXT NOT NULL,
  note {{blob}},
  billed_min BIGINT NOT NULL,
  price_won BIGINT NOT NULL,
  copay_won BIGINT NOT NULL,
  subsidy_won BIGINT NOT NULL,
  quota_units BIGINT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (region_id, id)
);
CREATE INDEX care_visit_centre ON care_visit (region_id, centre_id, visit_on);
CREATE INDEX care_visit_worker ON care_visit (region_id, worker_id, visit_on);
CREATE INDEX care_visit_client ON care_visit (region_id, client_id, visit_on);
CREATE INDEX care_visit_entitlement ON care_visit (region_id, entitlement_id, visit_on);
CREATE INDEX care_visit_day ON care_visit (region_id, visit_on, state);

CREATE TABLE care_visit_task (
  region_id BIGINT NOT NULL,
  visit_id BIGINT NOT NULL,
  code TEXT NOT NULL,
  PRIMARY KEY (region_id, visit_id, code)
);

-- What happened to a visit, in order.
CREATE TABLE care_visit_step (
  region_id BIGINT NOT NULL,
  visit_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  action TEXT NOT NULL,
  state TEXT NOT NULL,
  actor_id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (region_id, visit_id, id)
);
