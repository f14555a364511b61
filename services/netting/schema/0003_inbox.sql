-- What parties were told moves to the inbox of those who spoke for them then or since: keepers and
-- directors of the party, or of what it belongs to. In microseconds, 32400000000 is Korea's offset
-- and 86400000000 a day.
INSERT INTO inbox_notice (region_id, id, kind, subject_id, organisation_id, at)
  SELECT n.region_id, n.id, 'netting.' || n.kind, n.round_id, n.organisation_id, n.at
  FROM netting_notice n WHERE TRUE
  ON CONFLICT DO NOTHING;
INSERT INTO inbox_reader (region_id, person_id, notice_id, read_at)
  SELECT DISTINCT n.region_id, m.person_id, n.id, n.read_at
  FROM netting_notice n
  JOIN people_organisation o ON o.region_id = n.region_id AND o.id = n.organisation_id
  LEFT JOIN people_organisation p ON p.region_id = o.region_id AND p.id = o.parent_id
  LEFT JOIN people_organisation g ON g.region_id = p.region_id AND g.id = p.parent_id
  JOIN people_membership m ON m.region_id = n.region_id
    AND m.organisation_id IN (o.id, o.parent_id, p.parent_id, g.parent_id)
    AND m.role IN ('shop_keeper', 'centre_director')
    AND (m.valid_to IS NULL OR m.valid_to >= (n.at + 32400000000) / 86400000000)
  WHERE TRUE
  ON CONFLICT DO NOTHING;
INSERT INTO inbox_value (region_id, notice_id, name, kind, number, label)
  SELECT n.region_id, n.id, 'month', 'month', r.month, ''
  FROM netting_notice n JOIN netting_round r ON r.region_id = n.region_id AND r.id = n.round_id
  WHERE TRUE
  ON CONFLICT DO NOTHING;
INSERT INTO inbox_value (region_id, notice_id, name, kind, number, label)
  SELECT n.region_id, n.id, 'amount', 'won', n.set_off_won, '' FROM netting_notice n WHERE TRUE
  ON CONFLICT DO NOTHING;
INSERT INTO inbox_value (region_id, notice_id, name, kind, number, label)
  SELECT n.region_id, n.id, 'day', 'date', n.answer_by, '' FROM netting_notice n WHERE TRUE
  ON CONFLICT DO NOTHING;
DROP TABLE IF EXISTS netting_notice;
