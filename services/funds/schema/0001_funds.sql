CREATE TABLE funds_programme (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  starts_on BIGINT NOT NULL,
  ends_on BIGINT NOT NULL,
  planned_won BIGINT NOT NULL CHECK (planned_won > 0),
  state TEXT NOT NULL,
  proposed_by BIGINT NOT NULL,
  proposed_at BIGINT NOT NULL,
  decided_by BIGINT NOT NULL,
  PRIMARY KEY (region_id, id)
);
CREATE UNIQUE INDEX funds_programme_code ON funds_programme (region_id, code);

CREATE TABLE funds_line (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  programme_id BIGINT NOT NULL,
  year BIGINT NOT NULL,
  goal TEXT NOT NULL,
  planned_won BIGINT NOT NULL CHECK (planned_won >= 0),
  moved_won BIGINT NOT NULL,
  PRIMARY KEY (region_id, id),
  FOREIGN KEY (region_id, programme_id) REFERENCES funds_programme (region_id, id)
);
CREATE UNIQUE INDEX funds_line_goal ON funds_line (region_id, programme_id, year, goal);

CREATE TABLE funds_agreement (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  programme_id BIGINT NOT NULL,
  funder_id BIGINT NOT NULL,
  source TEXT NOT NULL,
  name TEXT NOT NULL,
  amount_won BIGINT NOT NULL CHECK (amount_won > 0),
  starts_on BIGINT NOT NULL,
  ends_on BIGINT NOT NULL,
  conditions TEXT NOT NULL,
  state TEXT NOT NULL,
  proposed_by BIGINT NOT NULL,
  proposed_at BIGINT NOT NULL,
  decided_by BIGINT NOT NULL,
  signed_on BIGINT,
  PRIMARY KEY (region_id, id),
  FOREIGN KEY (region_id, programme_id) REFERENCES funds_programme (region_id, id)
);
CREATE INDEX funds_agreement_programme ON funds_agreement (region_id, programme_id);

CREATE TABLE funds_movement (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  agreement_id BIGINT NOT NULL,
  from_line_id BIGINT NOT NULL,
  to_line_id BIGINT NOT NULL,
  amount_won BIGINT NOT NULL CHECK (amount_won > 0),
  effective_on BIGINT NOT NULL,
  reason TEXT NOT NULL,
  funder_consent TEXT NOT NULL,
  state TEXT NOT NULL,
  proposed_by BIGINT NOT NULL,
  proposed_at BIGINT NOT NULL,
  decided_by BIGINT NOT NULL,
  decided_at BIGINT NOT NULL,
  decision_note TEXT NOT NULL,
  seq BIGINT NOT NULL,
  PRIMARY KEY (region_id, id),
  FOREIGN KEY (region_id, agreement_id) REFERENCES funds_agreement (region_id, id)
);
CREATE INDEX funds_movement_agreement ON funds_movement (region_id, agreement_id, state);
CREATE INDEX funds_movement_from ON funds_movement (region_id, from_line_id);
CREATE INDEX funds_movement_to ON funds_movement (region_id, to_line_id);

CREATE TABLE funds_commitment (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  line_id BIGINT NOT NULL,
  agreement_id BIGINT NOT NULL,
  amount_won BIGINT NOT NULL CHECK (amount_won > 0),
  payee TEXT NOT NULL,
  payee_kind TEXT NOT NULL,
  purpose TEXT NOT NULL,
  committed_on BIGINT NOT NULL,
  due_on BIGINT NOT NULL,
  state TEXT NOT NULL,
  hold_id BIGINT NOT NULL,
  proposed_by BIGINT NOT NULL,
  proposed_at BIGINT NOT NULL,
  decided_by BIGINT NOT NULL,
  decision_note TEXT NOT NULL,
  PRIMARY KEY (region_id, id),
  FOREIGN KEY (region_id, line_id) REFERENCES funds_line (region_id, id),
  FOREIGN KEY (region_id, agreement_id) REFERENCES funds_agreement (region_id, id)
);
CREATE INDEX funds_commitment_line ON funds_commitment (region_id, line_id);
CREATE INDEX funds_commitment_agreement ON funds_commitment (region_id, agreement_id, state);

CREATE TABLE funds_spending (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  commitment_id BIGINT NOT NULL,
  amount_won BIGINT NOT NULL CHECK (amount_won > 0),
  spent_on BIGINT NOT NULL,
  note TEXT NOT NULL,
  state TEXT NOT NULL,
  proposed_by BIGINT NOT NULL,
  proposed_at BIGINT NOT NULL,
  decided_by BIGINT NOT NULL,
  decided_at BIGINT NOT NULL,
  decision_note TEXT NOT NULL,
  seq BIGINT NOT NULL,
  PRIMARY KEY (region_id, id),
  FOREIGN KEY (region_id, commitment_id) REFERENCES funds_commitment (region_id, id)
);
CREATE INDEX funds_spending_commitment ON funds_spending (region_id, commitment_id);

CREATE TABLE funds_evidence (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  spending_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  amount_won BIGINT NOT NULL CHECK (amount_won > 0),
  issued_on BIGINT NOT NULL,
  file_name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size_bytes BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  content {{blob}} NOT NULL,
  added_by BIGINT NOT NULL,
  added_at BIGINT NOT NULL,
  PRIMARY KEY (region_id, id),
  FOREIGN KEY (region_id, spending_id) REFERENCES funds_spending (region_id, id)
);
CREATE INDEX funds_evidence_spending ON funds_evidence (region_id, spending_id);
CREATE INDEX funds_evidence_sha256 ON funds_evidence (region_id, sha256);

CREATE TABLE funds_evidence_view (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  evidence_id BIGINT NOT NULL,
  viewer_id BIGINT NOT NULL,
  place TEXT NOT NULL,
  viewed_at BIGINT NOT NULL,
  PRIMARY KEY (region_id, id),
  FOREIGN KEY (region_id, evidence_id) REFERENCES funds_evidence (region_id, id)
);
CREATE INDEX funds_evidence_view_evidence ON funds_evidence_view (region_id, evidence_id);

CREATE TABLE funds_settlement (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  agreement_id BIGINT NOT NULL,
  received_won BIGINT NOT NULL,
  interest_won BIGINT NOT NULL,
  spent_won BIGINT NOT NULL,
  unspent_won BIGINT NOT NULL,
  state TEXT NOT NULL,
  proposed_by BIGINT NOT NULL,
  proposed_at BIGINT NOT NULL,
  decided_by BIGINT NOT NULL,
  decision_note TEXT NOT NULL,
  published_by BIGINT NOT NULL,
  published_on BIGINT,
  PRIMARY KEY (region_id, id),
  FOREIGN KEY (region_id, agreement_id) REFERENCES funds_agreement (region_id, id)
);
CREATE INDEX funds_settlement_agreement ON funds_settlement (region_id, agreement_id);

CREATE TABLE funds_settlement_line (
  region_id BIGINT NOT NULL,
  settlement_id BIGINT NOT NULL,
  line_id BIGINT NOT NULL,
  allocated_won BIGINT NOT NULL,
  spent_won BIGINT NOT NULL,
  returned_won BIGINT NOT NULL,
  PRIMARY KEY (region_id, settlement_id, line_id),
  FOREIGN KEY (region_id, settlement_id) REFERENCES funds_settlement (region_id, id)
);
CREATE INDEX funds_settlement_line_line ON funds_settlement_line (region_id, line_id);

CREATE TABLE funds_asset (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  origin TEXT NOT NULL,
  spending_id BIGINT NOT NULL,
  donor TEXT NOT NULL,
  value_won BIGINT NOT NULL CHECK (value_won >= 0),
  acquired_on BIGINT NOT NULL,
  state TEXT NOT NULL,
  holder_id BIGINT NOT NULL,
  held_since BIGINT NOT NULL,
  disposal_reason TEXT NOT NULL,
  disposal_proposed_by BIGINT NOT NULL,
  disposed_by BIGINT NOT NULL,
  disposed_on BIGINT,
  recorded_by BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  PRIMARY KEY (region_id, id)
);
CREATE INDEX funds_asset_holder ON funds_asset (region_id, holder_id);
CREATE INDEX funds_asset_spending ON funds_asset (region_id, spending_id);

CREATE TABLE funds_handover (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  asset_id BIGINT NOT NULL,
  from_id BIGINT NOT NULL,
  to_id BIGINT NOT NULL,
  handed_on BIGINT NOT NULL,
  condition TEXT NOT NULL,
  state TEXT NOT NULL,
  given_by BIGINT NOT NULL,
  given_at BIGINT NOT NULL,
  taken_by BIGINT NOT NULL,
  taken_at BIGINT,
  PRIMARY KEY (region_id, id),
  FOREIGN KEY (region_id, asset_id) REFERENCES funds_asset (region_id, id)
);
CREATE INDEX funds_handover_asset ON funds_handover (region_id, asset_id);
