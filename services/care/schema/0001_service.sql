-- How a region offers each service; a service without a row is offered as by default.
CREATE TABLE care_service (
  region_id BIGINT NOT NULL,
  service TEXT NOT NULL,
  visit_min BIGINT NOT NULL,
  shortest_min BIGINT NOT NULL,
  longest_min BIGINT NOT NULL,
  opens_min BIGINT NOT NULL,
  closes_min BIGINT NOT NULL,
  weekdays BIGINT NOT NULL,
  needs_car BOOLEAN NOT NULL,
  certificates TEXT NOT NULL,
  tasks TEXT NOT NULL,
  PRIMARY KEY (region_id, service)
);

-- Cars of the centres, given by donors.
CREATE TABLE care_vehicle (
  region_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  centre_id BIGINT NOT NULL,
  name TEXT NOT NULL,
  has_wheelchair_lift BOOLEAN NOT NULL,
  donor TEXT NOT NULL,
  valid_from BIGINT NOT NULL,
  valid_to BIGINT,
  PRIMARY KEY (region_id, id)
);
CREATE INDEX care_vehicle_centre ON care_vehicle (region_id, centre_id);
