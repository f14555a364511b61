-- Which entries belong to an account, and by how much each changed it: what statements read. The
-- writer keeps it behind the commits, up to the mark; entries after it are found in the journal.
CREATE TABLE ledger_posting (
  ledger_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  effective_on BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  change BIGINT NOT NULL CHECK (change <> 0),
  PRIMARY KEY (ledger_id, account_id, effective_on, seq)
);

CREATE TABLE ledger_posting_mark (
  ledger_id BIGINT NOT NULL PRIMARY KEY,
  seq BIGINT NOT NULL CHECK (seq > 0)
);

DROP INDEX ledger_transfer_by_debit;

DROP INDEX ledger_transfer_by_credit;

-- Of all lots: an index of the living ones alone would be written anew with every use of a lot.
CREATE INDEX ledger_lot_by_account ON ledger_lot (ledger_id, account_id, expires_on, id);

DROP INDEX ledger_lot_alive;
