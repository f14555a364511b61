CREATE TABLE people_person (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  name TEXT NOT NULL,
  name_initials TEXT NOT NULL,
  born_on BIGINT,
  gender TEXT NOT NULL,
  phone TEXT NOT NULL,
  phone_digits TEXT NOT NULL,
  road_address TEXT NOT NULL,
  district_code TEXT NOT NULL,
  dong_code TEXT NOT NULL,
  lat_e6 BIGINT NOT NULL,
  lng_e6 BIGINT NOT NULL,
  management_number TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (region_id, id)
);
CREATE UNIQUE INDEX people_person_number ON people_person (region_id, management_number);
CREATE INDEX people_person_name ON people_person (region_id, name, id);
CREATE INDEX people_person_initials ON people_person (region_id, name_initials, id);

CREATE TABLE people_organisation (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  parent_id BIGINT NOT NULL,
  phone TEXT NOT NULL,
  road_address TEXT NOT NULL,
  district_code TEXT NOT NULL,
  dong_code TEXT NOT NULL,
  lat_e6 BIGINT NOT NULL,
  lng_e6 BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (region_id, id)
);
CREATE INDEX people_organisation_kind ON people_organisation (region_id, kind, name);
CREATE INDEX people_organisation_parent ON people_organisation (region_id, parent_id, name);

CREATE TABLE people_membership (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  organisation_id BIGINT NOT NULL,
  role TEXT NOT NULL,
  valid_from BIGINT NOT NULL,
  valid_to BIGINT,
  PRIMARY KEY (region_id, id),
  FOREIGN KEY (region_id, person_id) REFERENCES people_person (region_id, id),
  FOREIGN KEY (region_id, organisation_id) REFERENCES people_organisation (region_id, id)
);
CREATE INDEX people_membership_person ON people_membership (region_id, person_id, valid_from);
CREATE INDEX people_membership_organisation
  ON people_membership (region_id, organisation_id, role, valid_from);

CREATE TABLE people_consent (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  purpose TEXT NOT NULL,
  is_given BOOLEAN NOT NULL,
  text_version TEXT NOT NULL,
  channel TEXT NOT NULL,
  recorded_by BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  PRIMARY KEY (region_id, id),
  FOREIGN KEY (region_id, person_id) REFERENCES people_person (region_id, id)
);
CREATE INDEX people_consent_person ON people_consent (region_id, person_id, purpose, recorded_at);

CREATE TABLE people_household_member (
  region_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  household_id BIGINT NOT NULL,
  PRIMARY KEY (region_id, person_id),
  FOREIGN KEY (region_id, person_id) REFERENCES people_person (region_id, id)
);
CREATE INDEX people_household_of ON people_household_member (region_id, household_id);

CREATE TABLE people_access (
  region_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  actor_id BIGINT NOT NULL,
  subject_id BIGINT NOT NULL,
  action TEXT NOT NULL,
  reason TEXT NOT NULL,
  place TEXT NOT NULL,
  at BIGINT NOT NULL,
  link {{blob}} NOT NULL,
  PRIMARY KEY (region_id, seq)
);
CREATE INDEX people_access_subject ON people_access (region_id, subject_id, seq);

CREATE TABLE people_access_head (
  region_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  link {{blob}} NOT NULL,
  PRIMARY KEY (region_id)
);

CREATE TABLE people_worker (
  region_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  centre_id BIGINT NOT NULL,
  home_district_code TEXT NOT NULL,
  languages TEXT NOT NULL,
  has_own_vehicle BOOLEAN NOT NULL,
  PRIMARY KEY (region_id, person_id),
  FOREIGN KEY (region_id, person_id) REFERENCES people_person (region_id, id)
);
CREATE INDEX people_worker_centre ON people_worker (region_id, centre_id, person_id);

CREATE TABLE people_worker_certificate (
  region_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  certificate TEXT NOT NULL,
  valid_from BIGINT NOT NULL,
  valid_to BIGINT,
  PRIMARY KEY (region_id, person_id, certificate, valid_from),
  FOREIGN KEY (region_id, person_id) REFERENCES people_worker (region_id, person_id)
);

CREATE TABLE people_worker_hours (
  region_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  weekday BIGINT NOT NULL,
  from_min BIGINT NOT NULL,
  to_min BIGINT NOT NULL,
  PRIMARY KEY (region_id, person_id, weekday, from_min),
  FOREIGN KEY (region_id, person_id) REFERENCES people_worker (region_id, person_id)
);
