-- How many meals a visit brings: one, or one for everybody in the household.
ALTER TABLE care_visit ADD COLUMN portions BIGINT NOT NULL DEFAULT 1;
