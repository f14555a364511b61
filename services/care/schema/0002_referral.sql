-- A request for care, from whoever made it, until it is closed.
CREATE TABLE care_referral (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  client_id BIGINT NOT NULL,
  service TEXT NOT NULL,
  channel TEXT NOT NULL,
  referrer_id BIGINT NOT NULL,
  referring_organisation_id BIGINT NOT NULL,
  proxy_relation TEXT NOT NULL,
  district_organisation_id BIGINT NOT NULL,
  centre_id BIGINT NOT NULL,
  district_code TEXT NOT NULL,
  income_band TEXT NOT NULL,
  mobility TEXT NOT NULL,
  lives_alone BOOLEAN NOT NULL,
  has_other_service BOOLEAN NOT NULL,
  discharged_on BIGINT,
  wished_from BIGINT NOT NULL,
  visits_per_month BIGINT NOT NULL,
  visit_min BIGINT NOT NULL,
  details {{blob}} NOT NULL,
  state TEXT NOT NULL,
  received_at BIGINT NOT NULL,
  decide_by BIGINT NOT NULL,
  appeal_by BIGINT,
  version BIGINT NOT NULL,
  PRIMARY KEY (region_id, id)
);
CREATE INDEX care_referral_client ON care_referral (region_id, client_id, service);
CREATE INDEX care_referral_state ON care_referral (region_id, state, received_at);
CREATE INDEX care_referral_organisation
  ON care_referral (region_id, referring_organisation_id, received_at);
CREATE INDEX care_referral_centre ON care_referral (region_id, centre_id, received_at);

-- What happened to a referral, in order.
CREATE TABLE care_referral_step (
  region_id BIGINT NOT NULL,
  referral_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  action TEXT NOT NULL,
  state TEXT NOT NULL,
  actor_id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (region_id, referral_id, id)
);

-- Need assessment: one row an item, and who made it; a second look replaces the first.
CREATE TABLE care_assessment (
  region_id BIGINT NOT NULL,
  referral_id BIGINT NOT NULL,
  assessor_id BIGINT NOT NULL,
  assessed_at BIGINT NOT NULL,
  score BIGINT NOT NULL,
  note {{blob}} NOT NULL,
  PRIMARY KEY (region_id, referral_id)
);
CREATE TABLE care_assessment_item (
  region_id BIGINT NOT NULL,
  referral_id BIGINT NOT NULL,
  item TEXT NOT NULL,
  score BIGINT NOT NULL,
  PRIMARY KEY (region_id, referral_id, item)
);

-- Decision of the care meeting (지역케어회의); after an appeal there is a second one.
CREATE TABLE care_decision (
  region_id BIGINT NOT NULL,
  referral_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  verdict TEXT NOT NULL,
  meeting TEXT NOT NULL,
  decided_on BIGINT NOT NULL,
  decided_by BIGINT NOT NULL,
  reasons TEXT NOT NULL,
  minutes {{blob}} NOT NULL,
  PRIMARY KEY (region_id, referral_id, id)
);
