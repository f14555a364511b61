-- What was said, once for all its readers. subject_id: what it is about, by kind (a parcel, a
-- visit, a round); organisation_id: about whom, 0 for nobody.
CREATE TABLE inbox_notice (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  subject_id BIGINT NOT NULL,
  organisation_id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (region_id, id)
);
CREATE INDEX inbox_notice_subject ON inbox_notice (region_id, subject_id, kind);
CREATE INDEX inbox_notice_at ON inbox_notice (region_id, at);

-- What fills the places of its sentence. The sentence itself stands in the catalogues only.
CREATE TABLE inbox_value (
  region_id BIGINT NOT NULL,
  notice_id BIGINT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  number BIGINT NOT NULL,
  label TEXT NOT NULL,
  PRIMARY KEY (region_id, notice_id, name),
  FOREIGN KEY (region_id, notice_id) REFERENCES inbox_notice (region_id, id)
);

-- Who is told, and when they read it. What somebody has muted comes as read.
CREATE TABLE inbox_reader (
  region_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  notice_id BIGINT NOT NULL,
  read_at BIGINT,
  PRIMARY KEY (region_id, person_id, notice_id),
  FOREIGN KEY (region_id, notice_id) REFERENCES inbox_notice (region_id, id)
);
CREATE INDEX inbox_reader_notice ON inbox_reader (region_id, notice_id);
CREATE INDEX inbox_reader_unread ON inbox_reader (region_id, person_id) WHERE read_at IS NULL;

-- Kinds that a person does not want to be called for.
CREATE TABLE inbox_muted (
  region_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  PRIMARY KEY (region_id, person_id, kind)
);
