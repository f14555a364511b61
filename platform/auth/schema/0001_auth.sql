-- Who may sign in. One account per person, one login name per region.
CREATE TABLE auth_login (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  login TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  is_enabled BOOLEAN NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (region_id, id)
);

CREATE UNIQUE INDEX auth_login_name ON auth_login (region_id, login);

CREATE UNIQUE INDEX auth_login_person ON auth_login (region_id, person_id);

-- Failed attempts by the hash of what was typed as login, whether such a login exists or not, so
-- that locking tells nobody which logins exist.
CREATE TABLE auth_attempt (
  region_id BIGINT NOT NULL,
  login_hash TEXT NOT NULL,
  failed_count BIGINT NOT NULL,
  locked_until BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  PRIMARY KEY (region_id, login_hash)
);

-- token_hash is the SHA-256 of the cookie: who reads this table cannot become anybody.
CREATE TABLE auth_session (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  token_hash TEXT NOT NULL,
  person_id BIGINT NOT NULL,
  idle_s BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  last_seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  ends_at_latest BIGINT NOT NULL,
  ended_at BIGINT,
  remote_place TEXT NOT NULL,
  PRIMARY KEY (region_id, id)
);

CREATE UNIQUE INDEX auth_session_token ON auth_session (region_id, token_hash);

CREATE INDEX auth_session_person ON auth_session (region_id, person_id);

-- History of access rights, kept three years (rule R6).
CREATE TABLE auth_right_change (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  actor_id BIGINT NOT NULL,
  action TEXT NOT NULL,
  detail TEXT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (region_id, id)
);

CREATE INDEX auth_right_change_person ON auth_right_change (region_id, person_id, id);
