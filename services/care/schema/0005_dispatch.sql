-- Visits that belong together: two workers at once, the way there and back, a distance in time.
-- gap_min ≤ start of `to` − start of `from` ≤ gap_max_min.
CREATE TABLE care_visit_link (
  region_id BIGINT NOT NULL,
  from_visit_id BIGINT NOT NULL,
  to_visit_id BIGINT NOT NULL,
  link_group BIGINT NOT NULL,
  visit_on BIGINT NOT NULL,
  kind TEXT NOT NULL,
  gap_min BIGINT NOT NULL,
  gap_max_min BIGINT NOT NULL,
  relation TEXT NOT NULL,
  PRIMARY KEY (region_id, from_visit_id, to_visit_id)
);
CREATE INDEX care_visit_link_day ON care_visit_link (region_id, visit_on);
CREATE INDEX care_visit_link_group ON care_visit_link (region_id, link_group);

-- Further spans in which a visit may start, besides that of the visit itself.
CREATE TABLE care_visit_window (
  region_id BIGINT NOT NULL,
  visit_id BIGINT NOT NULL,
  earliest_min BIGINT NOT NULL,
  latest_min BIGINT NOT NULL,
  visit_on BIGINT NOT NULL,
  PRIMARY KEY (region_id, visit_id, earliest_min)
);
CREATE INDEX care_visit_window_day ON care_visit_window (region_id, visit_on);

-- What upset a day. It holds until somebody withdraws it.
CREATE TABLE care_disruption (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  centre_id BIGINT NOT NULL,
  disrupted_on BIGINT NOT NULL,
  reason TEXT NOT NULL,
  worker_id BIGINT NOT NULL,
  vehicle_id BIGINT NOT NULL,
  visit_id BIGINT NOT NULL,
  from_min BIGINT NOT NULL,
  to_min BIGINT NOT NULL,
  minutes BIGINT NOT NULL,
  recorded_by BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  withdrawn_at BIGINT,
  PRIMARY KEY (region_id, id)
);
CREATE INDEX care_disruption_day ON care_disruption (region_id, disrupted_on);

-- A plan that somebody may approve, whole or in part: for a day, a week's day, or what is left of a
-- day that was upset. Terms are JSON, as they only ever are shown.
CREATE TABLE care_proposal (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  centre_id BIGINT NOT NULL,
  plan_on BIGINT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  disruption_id BIGINT NOT NULL,
  made_by BIGINT NOT NULL,
  made_at BIGINT NOT NULL,
  decided_by BIGINT NOT NULL,
  decided_at BIGINT,
  reject_reason TEXT NOT NULL,
  visits BIGINT NOT NULL,
  moved BIGINT NOT NULL,
  unassigned_before BIGINT NOT NULL,
  unassigned_after BIGINT NOT NULL,
  cost_before BIGINT NOT NULL,
  cost_after BIGINT NOT NULL,
  terms TEXT NOT NULL,
  PRIMARY KEY (region_id, id)
);
CREATE INDEX care_proposal_day ON care_proposal (region_id, centre_id, plan_on);

-- One line for each visit that planning could move. Lines of one change_group go together.
CREATE TABLE care_proposal_visit (
  region_id BIGINT NOT NULL,
  proposal_id BIGINT NOT NULL,
  visit_id BIGINT NOT NULL,
  visit_version BIGINT NOT NULL,
  change_group BIGINT NOT NULL,
  change_state TEXT NOT NULL,
  from_worker_id BIGINT NOT NULL,
  from_vehicle_id BIGINT NOT NULL,
  from_start_min BIGINT NOT NULL,
  to_worker_id BIGINT NOT NULL,
  to_vehicle_id BIGINT NOT NULL,
  to_start_min BIGINT NOT NULL,
  position BIGINT NOT NULL,
  travel_min BIGINT NOT NULL,
  wait_min BIGINT NOT NULL,
  is_regular BOOLEAN NOT NULL,
  left_out_reason TEXT NOT NULL,
  PRIMARY KEY (region_id, proposal_id, visit_id)
);

-- What a dispatcher did to visits in one go, with what was before, so that it can be undone.
CREATE TABLE care_deed (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  centre_id BIGINT NOT NULL,
  deed_on BIGINT NOT NULL,
  kind TEXT NOT NULL,
  proposal_id BIGINT NOT NULL,
  actor_id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  undone_by BIGINT NOT NULL,
  PRIMARY KEY (region_id, id)
);
CREATE INDEX care_deed_day ON care_deed (region_id, centre_id, deed_on);
CREATE TABLE care_deed_visit (
  region_id BIGINT NOT NULL,
  deed_id BIGINT NOT NULL,
  visit_id BIGINT NOT NULL,
  version_after BIGINT NOT NULL,
  state_before TEXT NOT NULL,
  worker_id_before BIGINT NOT NULL,
  vehicle_id_before BIGINT NOT NULL,
  start_min_before BIGINT NOT NULL,
  worker_id_after BIGINT NOT NULL,
  vehicle_id_after BIGINT NOT NULL,
  start_min_after BIGINT NOT NULL,
  PRIMARY KEY (region_id, deed_id, visit_id)
);

-- Reports of plans that were only thought through.
CREATE TABLE care_what_if (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  centre_id BIGINT NOT NULL,
  from_on BIGINT NOT NULL,
  days BIGINT NOT NULL,
  kind TEXT NOT NULL,
  amount BIGINT NOT NULL,
  worker_id BIGINT NOT NULL,
  made_by BIGINT NOT NULL,
  made_at BIGINT NOT NULL,
  served_before BIGINT NOT NULL,
  served_after BIGINT NOT NULL,
  unassigned_before BIGINT NOT NULL,
  unassigned_after BIGINT NOT NULL,
  cost_before BIGINT NOT NULL,
  cost_after BIGINT NOT NULL,
  differing BIGINT NOT NULL,
  terms TEXT NOT NULL,
  PRIMARY KEY (region_id, id)
);
CREATE INDEX care_what_if_centre ON care_what_if (region_id, centre_id, made_at);

-- What open boards hear of, in order; forgotten after two days.
CREATE TABLE care_dispatch_event (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  centre_id BIGINT NOT NULL,
  event_on BIGINT NOT NULL,
  visit_id BIGINT NOT NULL,
  proposal_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  state TEXT,
  worker_id BIGINT NOT NULL,
  vehicle_id BIGINT NOT NULL,
  start_min BIGINT NOT NULL,
  alert TEXT,
  late_min BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (region_id, id)
);

-- Alerts that were told, so that each is told once.
CREATE TABLE care_alert (
  region_id BIGINT NOT NULL,
  visit_id BIGINT NOT NULL,
  alert TEXT NOT NULL,
  visit_on BIGINT NOT NULL,
  raised_at BIGINT NOT NULL,
  cleared_at BIGINT,
  PRIMARY KEY (region_id, visit_id, alert)
);
CREATE INDEX care_alert_day ON care_alert (region_id, visit_on);

-- What a person is told about visits of theirs.
CREATE TABLE care_notice (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  visit_id BIGINT NOT NULL,
  visit_on BIGINT NOT NULL,
  start_min BIGINT NOT NULL,
  start_min_before BIGINT NOT NULL,
  service TEXT NOT NULL,
  worker_id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  read_at BIGINT,
  PRIMARY KEY (region_id, id)
);
CREATE INDEX care_notice_person ON care_notice (region_id, person_id, id);
