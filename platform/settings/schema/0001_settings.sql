-- One row a change; never updated. A null value hands back to the wider scope.
CREATE TABLE settings_value (
  region_id BIGINT NOT NULL,
  key TEXT NOT NULL,
  scope TEXT NOT NULL,
  valid_from BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  value TEXT,
  set_by BIGINT NOT NULL,
  set_at BIGINT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (region_id, key, scope, valid_from, revision)
);

-- Changes with every change of the region's settings, so that caches notice.
CREATE TABLE settings_version (
  region_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (region_id)
);
