-- How a quarter is shared, by type of work; proposed by one, approved by another, never changed.
CREATE TABLE teams_sales_rule (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  work_type TEXT NOT NULL,
  valid_from BIGINT NOT NULL,
  set_aside_ppm BIGINT NOT NULL CHECK (set_aside_ppm >= 0),
  performance_ppm BIGINT NOT NULL CHECK (performance_ppm >= 0),
  tomorrow_profit_ppm BIGINT NOT NULL CHECK (tomorrow_profit_ppm >= 0),
  activation_ppm BIGINT NOT NULL CHECK (activation_ppm >= 0),
  central_fund_ppm BIGINT NOT NULL CHECK (central_fund_ppm >= 0),
  regional_support_ppm BIGINT NOT NULL CHECK (regional_support_ppm >= 0),
  set_aside_floor_ppm BIGINT NOT NULL CHECK (set_aside_floor_ppm >= 0),
  basis TEXT NOT NULL,
  state TEXT NOT NULL,
  proposed_by BIGINT NOT NULL,
  proposed_at BIGINT NOT NULL,
  decided_by BIGINT NOT NULL,
  decided_at BIGINT,
  PRIMARY KEY (region_id, id)
);
CREATE UNIQUE INDEX teams_sales_rule_version ON teams_sales_rule (region_id, version);

CREATE TABLE teams_quarter (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  team_id BIGINT NOT NULL,
  centre_id BIGINT NOT NULL,
  work_type TEXT NOT NULL,
  quarter BIGINT NOT NULL,
  state TEXT NOT NULL,
  submitted_by BIGINT NOT NULL,
  submitted_at BIGINT,
  closed_by BIGINT NOT NULL,
  closed_on BIGINT,
  note TEXT NOT NULL,
  seq BIGINT NOT NULL,
  PRIMARY KEY (region_id, id),
  FOREIGN KEY (region_id, team_id) REFERENCES teams_team (region_id, id)
);
CREATE UNIQUE INDEX teams_quarter_team ON teams_quarter (region_id, team_id, quarter);
CREATE INDEX teams_quarter_centre ON teams_quarter (region_id, centre_id, quarter);

-- The account of a quarter as it was handed in: kept with the rule's version, never recomputed.
CREATE TABLE teams_quarter_figures (
  region_id BIGINT NOT NULL,
  quarter_id BIGINT NOT NULL,
  rule_version BIGINT NOT NULL,
  person_months BIGINT NOT NULL,
  sales_won BIGINT NOT NULL,
  government_support_won BIGINT NOT NULL,
  direct_cost_won BIGINT NOT NULL,
  overtime_won BIGINT NOT NULL,
  tomorrow_incentive_won BIGINT NOT NULL,
  start_up_won BIGINT NOT NULL,
  activation_won BIGINT NOT NULL,
  type_support_won BIGINT NOT NULL,
  set_aside_won BIGINT NOT NULL,
  set_aside_short_won BIGINT NOT NULL,
  set_aside_before_won BIGINT NOT NULL,
  set_aside_total_won BIGINT NOT NULL,
  sales_left_won BIGINT NOT NULL,
  tomorrow_profit_won BIGINT NOT NULL,
  performance_won BIGINT NOT NULL,
  central_fund_won BIGINT NOT NULL,
  regional_support_won BIGINT NOT NULL,
  carried_won BIGINT NOT NULL,
  spent_direct_won BIGINT NOT NULL,
  spent_overtime_won BIGINT NOT NULL,
  spent_activation_won BIGINT NOT NULL,
  spent_performance_won BIGINT NOT NULL,
  spent_profit_won BIGINT NOT NULL,
  spending_before_won BIGINT NOT NULL,
  spending_left_won BIGINT NOT NULL,
  PRIMARY KEY (region_id, quarter_id),
  FOREIGN KEY (region_id, quarter_id) REFERENCES teams_quarter (region_id, id)
);

CREATE TABLE teams_sales_line (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  quarter_id BIGINT NOT NULL,
  team_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  occurred_on BIGINT NOT NULL,
  amount_won BIGINT NOT NULL CHECK (amount_won <> 0),
  counterparty TEXT NOT NULL,
  evidence_number TEXT NOT NULL,
  description TEXT NOT NULL,
  source TEXT NOT NULL,
  reverses_id BIGINT NOT NULL,
  entered_by BIGINT NOT NULL,
  entered_at BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  PRIMARY KEY (region_id, id),
  FOREIGN KEY (region_id, quarter_id) REFERENCES teams_quarter (region_id, id)
);
CREATE INDEX teams_sales_line_quarter ON teams_sales_line (region_id, quarter_id, occurred_on);
-- What another part of the programme told is taken over once.
CREATE UNIQUE INDEX teams_sales_line_source ON teams_sales_line (region_id, team_id, source);
CREATE INDEX teams_sales_line_evidence
  ON teams_sales_line (region_id, team_id, kind, evidence_number);

-- What is paid out of a team's funds, to a participant or to somebody else.
CREATE TABLE teams_payment (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  team_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  person_id BIGINT NOT NULL,
  payee TEXT NOT NULL,
  month BIGINT NOT NULL,
  amount_won BIGINT NOT NULL CHECK (amount_won > 0),
  reason TEXT NOT NULL,
  evidence_number TEXT NOT NULL,
  state TEXT NOT NULL,
  proposed_by BIGINT NOT NULL,
  proposed_at BIGINT NOT NULL,
  decided_by BIGINT NOT NULL,
  note TEXT NOT NULL,
  paid_on BIGINT,
  seq BIGINT NOT NULL,
  PRIMARY KEY (region_id, id),
  FOREIGN KEY (region_id, team_id) REFERENCES teams_team (region_id, id)
);
CREATE INDEX teams_payment_team ON teams_payment (region_id, team_id, id);
CREATE INDEX teams_payment_person ON teams_payment (region_id, person_id, month);
