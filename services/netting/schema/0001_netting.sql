-- What one organisation owes another for goods or work. What is left is amount - paid - set
-- off. round_id: the open round that holds it, 0 for none; meanwhile it is not paid or withdrawn.
-- seq: the ledger's entry that moved the claim.
CREATE TABLE netting_obligation (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  debtor_id BIGINT NOT NULL,
  creditor_id BIGINT NOT NULL,
  amount_won BIGINT NOT NULL,
  paid_won BIGINT NOT NULL,
  set_off_won BIGINT NOT NULL,
  invoiced_on BIGINT NOT NULL,
  due_on BIGINT NOT NULL,
  evidence_number TEXT NOT NULL,
  item TEXT NOT NULL,
  state TEXT NOT NULL,
  round_id BIGINT NOT NULL,
  entered_by BIGINT NOT NULL,
  entered_at BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (region_id, id),
  CHECK (debtor_id <> creditor_id),
  CHECK (amount_won > 0 AND paid_won >= 0 AND set_off_won >= 0),
  CHECK (paid_won + set_off_won <= amount_won)
);
CREATE INDEX netting_obligation_debtor ON netting_obligation (region_id, debtor_id, state);
CREATE INDEX netting_obligation_creditor
  ON netting_obligation (region_id, creditor_id, evidence_number);
CREATE INDEX netting_obligation_state ON netting_obligation (region_id, state, invoiced_on, id);

-- A proposal to clear what parties owe each other in circles. open_key is 0 while it is open, else
-- its own id: so one round of a region is open at a time. version counts its computations.
CREATE TABLE netting_round (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  month BIGINT NOT NULL,
  state TEXT NOT NULL,
  open_key BIGINT NOT NULL,
  version BIGINT NOT NULL,
  answer_by BIGINT NOT NULL,
  obligations BIGINT NOT NULL,
  owed_won BIGINT NOT NULL,
  set_off_won BIGINT NOT NULL,
  proposed_by BIGINT NOT NULL,
  proposed_at BIGINT NOT NULL,
  closed_at BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  PRIMARY KEY (region_id, id),
  CHECK (set_off_won >= 0 AND set_off_won <= owed_won)
);
CREATE UNIQUE INDEX netting_round_open ON netting_round (region_id, open_key);

-- What a round takes off an obligation. seq: the ledger's entry, 0 until posted.
CREATE TABLE netting_line (
  region_id BIGINT NOT NULL,
  round_id BIGINT NOT NULL,
  obligation_id BIGINT NOT NULL,
  owed_won BIGINT NOT NULL,
  set_off_won BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  PRIMARY KEY (region_id, round_id, obligation_id),
  FOREIGN KEY (region_id, round_id) REFERENCES netting_round (region_id, id),
  FOREIGN KEY (region_id, obligation_id) REFERENCES netting_obligation (region_id, id),
  CHECK (set_off_won > 0 AND set_off_won <= owed_won)
);

-- Who has to agree. set_off_won: what the party gives up and is freed of, which is the same.
CREATE TABLE netting_party (
  region_id BIGINT NOT NULL,
  round_id BIGINT NOT NULL,
  organisation_id BIGINT NOT NULL,
  set_off_won BIGINT NOT NULL,
  answer TEXT NOT NULL,
  answered_by BIGINT NOT NULL,
  answered_at BIGINT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (region_id, round_id, organisation_id),
  FOREIGN KEY (region_id, round_id) REFERENCES netting_round (region_id, id)
);
