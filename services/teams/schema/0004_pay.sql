-- Minutes that somebody came late or left early on a day of work (지각·조퇴).
ALTER TABLE teams_attendance ADD COLUMN late_min BIGINT NOT NULL DEFAULT 0;

-- What the base pay of a line is made of. Lines of earlier versions hold it undivided: zeros here.
ALTER TABLE teams_pay_line ADD COLUMN leave_won BIGINT NOT NULL DEFAULT 0;
ALTER TABLE teams_pay_line ADD COLUMN rest_won BIGINT NOT NULL DEFAULT 0;
ALTER TABLE teams_pay_line ADD COLUMN holiday_days BIGINT NOT NULL DEFAULT 0;
ALTER TABLE teams_pay_line ADD COLUMN holiday_won BIGINT NOT NULL DEFAULT 0;
ALTER TABLE teams_pay_line ADD COLUMN late_min BIGINT NOT NULL DEFAULT 0;
ALTER TABLE teams_pay_line ADD COLUMN late_won BIGINT NOT NULL DEFAULT 0;
