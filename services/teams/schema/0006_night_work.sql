-- Minutes of a day between the hours of the night (야간근로), and what was decided and paid for them.
ALTER TABLE teams_attendance ADD COLUMN night_min BIGINT NOT NULL DEFAULT 0;
ALTER TABLE teams_extra_work ADD COLUMN night_min BIGINT NOT NULL DEFAULT 0;
ALTER TABLE teams_pay_line ADD COLUMN night_min BIGINT NOT NULL DEFAULT 0;
ALTER TABLE teams_pay_line ADD COLUMN night_won BIGINT NOT NULL DEFAULT 0;
ALTER TABLE teams_quarter_figures ADD COLUMN spent_night_won BIGINT NOT NULL DEFAULT 0;
