-- What outsiders check the journal with. The leaves of the Merkle tree stand in ledger_transfer;
-- of the nodes above them every fourth level is kept, so that a proof reads few rows and an entry
-- costs a fifteenth of one.
CREATE TABLE ledger_tree_node (
  ledger_id BIGINT NOT NULL,
  level BIGINT NOT NULL CHECK (level > 0),
  position BIGINT NOT NULL CHECK (position >= 0),
  hash {{blob}} NOT NULL,
  PRIMARY KEY (ledger_id, level, position)
);

-- Roots of the tree with their signature, as others keep them. None is ever changed or deleted.
CREATE TABLE ledger_checkpoint (
  ledger_id BIGINT NOT NULL,
  size BIGINT NOT NULL CHECK (size > 0),
  root {{blob}} NOT NULL,
  note TEXT NOT NULL,
  signed_at BIGINT NOT NULL,
  PRIMARY KEY (ledger_id, size)
);
