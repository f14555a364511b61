-- What a quarter's costs are above its means, who bears it and why. Whoever closes approves it.
CREATE TABLE teams_shortfall (
  region_id BIGINT NOT NULL,
  quarter_id BIGINT NOT NULL,
  shortfall_won BIGINT NOT NULL CHECK (shortfall_won > 0),
  bearer TEXT NOT NULL,
  reason TEXT NOT NULL,
  named_by BIGINT NOT NULL,
  approved_by BIGINT NOT NULL,
  PRIMARY KEY (region_id, quarter_id),
  FOREIGN KEY (region_id, quarter_id) REFERENCES teams_quarter (region_id, id)
);

ALTER TABLE teams_quarter_figures ADD COLUMN programme_budget_won BIGINT NOT NULL DEFAULT 0;
