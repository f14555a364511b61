-- Tables of the ledger. Every key starts with ledger_id: the tenant. 0 means "none" where a column
-- refers to another row, so that bulk statements have one shape; money is never null.

CREATE TABLE ledger_writer (
  ledger_id BIGINT NOT NULL PRIMARY KEY,
  epoch BIGINT NOT NULL,
  last_seq BIGINT NOT NULL
);

CREATE TABLE ledger_account (
  ledger_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  asset TEXT NOT NULL,
  owner_kind TEXT NOT NULL,
  owner_id BIGINT NOT NULL,
  purpose TEXT NOT NULL,
  account_class TEXT NOT NULL,
  balance_min BIGINT NOT NULL,
  balance_max BIGINT NOT NULL,
  has_lots BOOLEAN NOT NULL,
  opened_on BIGINT NOT NULL,
  closed_on BIGINT NOT NULL,
  PRIMARY KEY (ledger_id, id)
);

CREATE UNIQUE INDEX ledger_account_by_owner
  ON ledger_account (ledger_id, owner_kind, owner_id, asset, purpose);

CREATE TABLE ledger_balance (
  ledger_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  posted BIGINT NOT NULL,
  held BIGINT NOT NULL CHECK (held >= 0),
  incoming BIGINT NOT NULL CHECK (incoming >= 0),
  PRIMARY KEY (ledger_id, account_id)
);

CREATE TABLE ledger_transfer (
  ledger_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  group_seq BIGINT NOT NULL,
  idem_key {{blob}} NOT NULL,
  request_hash {{blob}} NOT NULL,
  debit BIGINT NOT NULL,
  credit BIGINT NOT NULL,
  amount BIGINT NOT NULL CHECK (amount > 0),
  code TEXT NOT NULL,
  effective_on BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  actor BIGINT NOT NULL,
  reference TEXT NOT NULL,
  reverses BIGINT NOT NULL,
  hold_id BIGINT NOT NULL,
  memo_commit {{blob}} NOT NULL,
  leaf {{blob}} NOT NULL,
  link {{blob}} NOT NULL,
  PRIMARY KEY (ledger_id, seq),
  CHECK (debit <> credit)
);

CREATE UNIQUE INDEX ledger_transfer_by_key ON ledger_transfer (ledger_id, idem_key);

CREATE INDEX ledger_transfer_by_debit ON ledger_transfer (ledger_id, debit, effective_on, seq);

CREATE INDEX ledger_transfer_by_credit ON ledger_transfer (ledger_id, credit, effective_on, seq);

CREATE INDEX ledger_transfer_by_reference
  ON ledger_transfer (ledger_id, reference, seq) WHERE reference <> '';

CREATE INDEX ledger_transfer_by_reversed
  ON ledger_transfer (ledger_id, reverses, seq) WHERE reverses <> 0;

-- Personal text apart from the journal: a row can be erased, the chain keeps its commitment.
CREATE TABLE ledger_memo (
  ledger_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  salt {{blob}} NOT NULL,
  memo TEXT NOT NULL,
  PRIMARY KEY (ledger_id, seq)
);

CREATE TABLE ledger_lot (
  ledger_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  source_seq BIGINT NOT NULL,
  source TEXT NOT NULL,
  issued BIGINT NOT NULL CHECK (issued > 0),
  remaining BIGINT NOT NULL CHECK (remaining >= 0),
  held BIGINT NOT NULL CHECK (held >= 0),
  expires_on BIGINT NOT NULL,
  PRIMARY KEY (ledger_id, id),
  CHECK (remaining + held <= issued)
);

CREATE INDEX ledger_lot_alive
  ON ledger_lot (ledger_id, account_id, expires_on, id) WHERE remaining + held > 0;

-- What an entry did to lots: issued and restored are positive, used is negative.
CREATE TABLE ledger_lot_use (
  ledger_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  lot_id BIGINT NOT NULL,
  change BIGINT NOT NULL CHECK (change <> 0),
  PRIMARY KEY (ledger_id, seq, lot_id)
);

CREATE TABLE ledger_hold (
  ledger_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  idem_key {{blob}} NOT NULL,
  request_hash {{blob}} NOT NULL,
  debit BIGINT NOT NULL,
  credit BIGINT NOT NULL,
  amount BIGINT NOT NULL CHECK (amount > 0),
  code TEXT NOT NULL,
  effective_on BIGINT NOT NULL,
  actor BIGINT NOT NULL,
  reference TEXT NOT NULL,
  memo TEXT NOT NULL,
  expires_on BIGINT NOT NULL,
  lot_source TEXT NOT NULL,
  expires_at BIGINT NOT NULL,
  status TEXT NOT NULL,
  PRIMARY KEY (ledger_id, id)
);

CREATE UNIQUE INDEX ledger_hold_by_key ON ledger_hold (ledger_id, idem_key);

CREATE INDEX ledger_hold_open ON ledger_hold (ledger_id, id) WHERE status = 'open';

CREATE TABLE ledger_hold_lot (
  ledger_id BIGINT NOT NULL,
  hold_id BIGINT NOT NULL,
  lot_id BIGINT NOT NULL,
  amount BIGINT NOT NULL CHECK (amount > 0),
  PRIMARY KEY (ledger_id, hold_id, lot_id)
);

-- One row a group commit: the chain's last link.
CREATE TABLE ledger_block (
  ledger_id BIGINT NOT NULL,
  first_seq BIGINT NOT NULL,
  last_seq BIGINT NOT NULL,
  prev {{blob}} NOT NULL,
  head {{blob}} NOT NULL,
  sealed_at BIGINT NOT NULL,
  PRIMARY KEY (ledger_id, first_seq)
);

CREATE TABLE ledger_closed_month (
  ledger_id BIGINT NOT NULL,
  month_end BIGINT NOT NULL,
  closed_at BIGINT NOT NULL,
  PRIMARY KEY (ledger_id, month_end)
);

-- Sums by day, less reversals, kept with every commit: what public figures read.
CREATE TABLE ledger_day_total (
  ledger_id BIGINT NOT NULL,
  effective_on BIGINT NOT NULL,
  code TEXT NOT NULL,
  asset TEXT NOT NULL,
  count BIGINT NOT NULL,
  amount BIGINT NOT NULL,
  PRIMARY KEY (ledger_id, effective_on, code, asset)
);
