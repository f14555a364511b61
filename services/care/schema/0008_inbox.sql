-- What workers and clients were told moves to the inbox, with what they have read.
INSERT INTO inbox_notice (region_id, id, kind, subject_id, organisation_id, at)
  SELECT n.region_id, n.id,
    CASE WHEN n.person_id = v.client_id THEN 'care.client_' ELSE 'care.' END || n.kind,
    n.visit_id, 0, n.at
  FROM care_notice n LEFT JOIN care_visit v ON v.region_id = n.region_id AND v.id = n.visit_id
  WHERE TRUE
  ON CONFLICT DO NOTHING;
INSERT INTO inbox_reader (region_id, person_id, notice_id, read_at)
  SELECT n.region_id, n.person_id, n.id, n.read_at FROM care_notice n WHERE TRUE
  ON CONFLICT DO NOTHING;
INSERT INTO inbox_value (region_id, notice_id, name, kind, number, label)
  SELECT n.region_id, n.id, 'date', 'date', n.visit_on, '' FROM care_notice n WHERE TRUE
  ON CONFLICT DO NOTHING;
INSERT INTO inbox_value (region_id, notice_id, name, kind, number, label)
  SELECT n.region_id, n.id, 'start', 'time', n.start_min, '' FROM care_notice n WHERE TRUE
  ON CONFLICT DO NOTHING;
INSERT INTO inbox_value (region_id, notice_id, name, kind, number, label)
  SELECT n.region_id, n.id, 'before', 'time', n.start_min_before, '' FROM care_notice n WHERE TRUE
  ON CONFLICT DO NOTHING;
INSERT INTO inbox_value (region_id, notice_id, name, kind, number, label)
  SELECT n.region_id, n.id, 'service', 'message', 0, 'care.service.' || n.service
  FROM care_notice n WHERE TRUE
  ON CONFLICT DO NOTHING;
INSERT INTO inbox_value (region_id, notice_id, name, kind, number, label)
  SELECT n.region_id, n.id, 'client', 'masked_person', v.client_id, ''
  FROM care_notice n JOIN care_visit v ON v.region_id = n.region_id AND v.id = n.visit_id
  WHERE TRUE
  ON CONFLICT DO NOTHING;
INSERT INTO inbox_value (region_id, notice_id, name, kind, number, label)
  SELECT n.region_id, n.id, 'worker', 'person', n.worker_id, '' FROM care_notice n
  WHERE n.worker_id <> 0
  ON CONFLICT DO NOTHING;
DROP TABLE IF EXISTS care_notice;
