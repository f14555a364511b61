-- Answers to requests with an Idempotency-Key, so that a retry gets the first answer again.
-- person_id 0: callers who are not signed in.
CREATE TABLE api_request (
  region_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  idempotency_key TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  status BIGINT NOT NULL,
  content_type TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (region_id, person_id, idempotency_key)
);

CREATE INDEX api_request_created ON api_request (region_id, created_at);
