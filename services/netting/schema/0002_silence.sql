-- How often the round was offered: once, and again without those who were silent.
ALTER TABLE netting_round ADD COLUMN offers BIGINT NOT NULL DEFAULT 1;

-- What happened to a round, in order. organisation_id: whom it is about, 0 for everybody.
CREATE TABLE netting_event (
  region_id BIGINT NOT NULL,
  round_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  kind TEXT NOT NULL,
  organisation_id BIGINT NOT NULL,
  set_off_won BIGINT NOT NULL,
  answer_by BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (region_id, round_id, number),
  FOREIGN KEY (region_id, round_id) REFERENCES netting_round (region_id, id)
);

-- What a party is told: whoever speaks for it reads it, once for all of them.
CREATE TABLE netting_notice (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  organisation_id BIGINT NOT NULL,
  round_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  set_off_won BIGINT NOT NULL,
  answer_by BIGINT NOT NULL,
  at BIGINT NOT NULL,
  read_at BIGINT,
  PRIMARY KEY (region_id, id),
  FOREIGN KEY (region_id, round_id) REFERENCES netting_round (region_id, id)
);
CREATE INDEX netting_notice_organisation ON netting_notice (region_id, organisation_id, id);
CREATE INDEX netting_notice_round ON netting_notice (region_id, round_id, kind);
