CREATE TABLE teams_team (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  centre_id BIGINT NOT NULL,
  work_type TEXT NOT NULL,
  trade TEXT NOT NULL,
  started_on BIGINT NOT NULL,
  PRIMARY KEY (region_id, id)
);
CREATE INDEX teams_team_centre ON teams_team (region_id, centre_id, id);

CREATE TABLE teams_member (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  team_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  membership_id BIGINT NOT NULL,
  guarantee_class TEXT NOT NULL,
  joined_on BIGINT NOT NULL,
  left_on BIGINT,
  PRIMARY KEY (region_id, id),
  FOREIGN KEY (region_id, team_id) REFERENCES teams_team (region_id, id)
);
CREATE INDEX teams_member_team ON teams_member (region_id, team_id, joined_on);
CREATE INDEX teams_member_person ON teams_member (region_id, person_id, joined_on);

CREATE TABLE teams_attendance (
  region_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  worked_on BIGINT NOT NULL,
  team_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  minutes BIGINT NOT NULL,
  set_by BIGINT NOT NULL,
  set_at BIGINT NOT NULL,
  PRIMARY KEY (region_id, person_id, worked_on)
);
CREATE INDEX teams_attendance_team ON teams_attendance (region_id, team_id, worked_on);

CREATE TABLE teams_attendance_source (
  region_id BIGINT NOT NULL,
  source TEXT NOT NULL,
  person_id BIGINT NOT NULL,
  worked_on BIGINT NOT NULL,
  minutes BIGINT NOT NULL,
  PRIMARY KEY (region_id, source, person_id)
);

CREATE TABLE teams_pay_run (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  centre_id BIGINT NOT NULL,
  month BIGINT NOT NULL,
  state TEXT NOT NULL,
  persons BIGINT NOT NULL,
  total_won BIGINT NOT NULL,
  PRIMARY KEY (region_id, id)
);
CREATE UNIQUE INDEX teams_pay_run_month ON teams_pay_run (region_id, centre_id, month);

CREATE TABLE teams_pay_line (
  region_id BIGINT NOT NULL,
  pay_run_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  team_id BIGINT NOT NULL,
  work_type TEXT NOT NULL,
  work_days BIGINT NOT NULL,
  leave_days BIGINT NOT NULL,
  rest_days BIGINT NOT NULL,
  base_won BIGINT NOT NULL,
  expense_won BIGINT NOT NULL,
  total_won BIGINT NOT NULL,
  PRIMARY KEY (region_id, pay_run_id, person_id, team_id),
  FOREIGN KEY (region_id, pay_run_id) REFERENCES teams_pay_run (region_id, id)
);
CREATE INDEX teams_pay_line_person ON teams_pay_line (region_id, person_id);

CREATE TABLE teams_point_run (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  year BIGINT NOT NULL,
  decided_on BIGINT NOT NULL,
  granted BIGINT NOT NULL,
  refused BIGINT NOT NULL,
  points BIGINT NOT NULL,
  PRIMARY KEY (region_id, id)
);

CREATE TABLE teams_point_decision (
  region_id BIGINT NOT NULL,
  point_run_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  year BIGINT NOT NULL,
  verdict TEXT NOT NULL,
  days_previous_year BIGINT NOT NULL,
  points BIGINT NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (region_id, point_run_id, person_id),
  FOREIGN KEY (region_id, point_run_id) REFERENCES teams_point_run (region_id, id)
);
CREATE INDEX teams_point_decision_person ON teams_point_decision (region_id, person_id, year);
