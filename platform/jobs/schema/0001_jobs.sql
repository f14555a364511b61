-- Announced and not yet handed to the subscribers.
CREATE TABLE jobs_event (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  topic TEXT NOT NULL,
  payload TEXT NOT NULL,
  not_before BIGINT NOT NULL,
  PRIMARY KEY (region_id, id)
);

-- One subscriber's work on one event. state: waiting, done, dead.
CREATE TABLE jobs_task (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  topic TEXT NOT NULL,
  subscriber TEXT NOT NULL,
  payload TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  last_error TEXT NOT NULL,
  holder BIGINT NOT NULL,
  held_until BIGINT NOT NULL,
  PRIMARY KEY (region_id, id)
);

CREATE INDEX jobs_task_due ON jobs_task (region_id, state, due_at);

-- When recurring work is due next, and by which rule that was computed.
CREATE TABLE jobs_schedule (
  region_id BIGINT NOT NULL,
  name TEXT NOT NULL,
  rule TEXT NOT NULL,
  next_at BIGINT NOT NULL,
  PRIMARY KEY (region_id, name)
);
