-- When somebody came and left (출근·퇴근), in minutes after midnight in Korea; entered by hand.
ALTER TABLE teams_attendance ADD COLUMN came_min BIGINT;
ALTER TABLE teams_attendance ADD COLUMN left_min BIGINT;

-- What staff decided on a day's minutes beyond its pay. It holds for exactly these minutes: a day
-- that changed afterwards waits again.
CREATE TABLE teams_extra_work (
  region_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  worked_on BIGINT NOT NULL,
  team_id BIGINT NOT NULL,
  overtime_min BIGINT NOT NULL,
  holiday_work_min BIGINT NOT NULL,
  holiday_over_min BIGINT NOT NULL,
  weekly_min BIGINT NOT NULL,
  state TEXT NOT NULL,
  note TEXT NOT NULL,
  decided_by BIGINT NOT NULL,
  decided_at BIGINT NOT NULL,
  PRIMARY KEY (region_id, person_id, worked_on),
  CHECK (overtime_min >= 0 AND holiday_work_min >= 0 AND holiday_over_min >= 0 AND weekly_min >= 0)
);

ALTER TABLE teams_pay_line ADD COLUMN overtime_min BIGINT NOT NULL DEFAULT 0;
ALTER TABLE teams_pay_line ADD COLUMN overtime_won BIGINT NOT NULL DEFAULT 0;
ALTER TABLE teams_pay_line ADD COLUMN holiday_work_min BIGINT NOT NULL DEFAULT 0;
ALTER TABLE teams_pay_line ADD COLUMN holiday_work_won BIGINT NOT NULL DEFAULT 0;
ALTER TABLE teams_pay_line ADD COLUMN holiday_over_min BIGINT NOT NULL DEFAULT 0;
ALTER TABLE teams_pay_line ADD COLUMN holiday_over_won BIGINT NOT NULL DEFAULT 0;
ALTER TABLE teams_pay_line ADD COLUMN weekly_min BIGINT NOT NULL DEFAULT 0;
ALTER TABLE teams_pay_line ADD COLUMN weekly_won BIGINT NOT NULL DEFAULT 0;
