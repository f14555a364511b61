-- Balances at the end of closed months, under one signed root each: who holds a balance can prove
-- it, and who sums them up finds zero for each asset. Accounts whose balance was 0 have no row.
CREATE TABLE ledger_month_seal (
  ledger_id BIGINT NOT NULL,
  month_end BIGINT NOT NULL,
  size BIGINT NOT NULL CHECK (size >= 0),
  balances BIGINT NOT NULL CHECK (balances >= 0),
  root {{blob}} NOT NULL,
  note TEXT NOT NULL,
  sealed_at BIGINT NOT NULL,
  PRIMARY KEY (ledger_id, month_end)
);

CREATE TABLE ledger_month_balance (
  ledger_id BIGINT NOT NULL,
  month_end BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  balance BIGINT NOT NULL CHECK (balance <> 0),
  PRIMARY KEY (ledger_id, month_end, account_id)
);
