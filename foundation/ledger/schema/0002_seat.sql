-- Where the writer of an epoch is reached by the other instances.
CREATE TABLE ledger_seat (
  ledger_id BIGINT NOT NULL PRIMARY KEY,
  epoch BIGINT NOT NULL,
  address TEXT NOT NULL
);
