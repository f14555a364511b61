-- What buyers and shops were told moves to the inbox, with what they have read.
INSERT INTO inbox_notice (region_id, id, kind, subject_id, organisation_id, at)
  SELECT n.region_id, n.id, 'market.' || n.kind, n.parcel_id, n.shop_id, n.at
  FROM market_notice n WHERE TRUE
  ON CONFLICT DO NOTHING;
INSERT INTO inbox_reader (region_id, person_id, notice_id, read_at)
  SELECT n.region_id, n.person_id, n.id, n.read_at FROM market_notice n WHERE TRUE
  ON CONFLICT DO NOTHING;
INSERT INTO inbox_value (region_id, notice_id, name, kind, number, label)
  SELECT n.region_id, n.id, 'what', 'items',
    CASE WHEN n.kind = 'stock_low' THEN 0 ELSE n.units END, n.item_name
  FROM market_notice n WHERE TRUE
  ON CONFLICT DO NOTHING;
INSERT INTO inbox_value (region_id, notice_id, name, kind, number, label)
  SELECT n.region_id, n.id, 'count', 'count', n.units, '' FROM market_notice n
  WHERE n.kind = 'stock_low'
  ON CONFLICT DO NOTHING;
INSERT INTO inbox_value (region_id, notice_id, name, kind, number, label)
  SELECT n.region_id, n.id, 'until', 'moment', COALESCE(n.until, n.at), '' FROM market_notice n
  WHERE n.kind IN
    ('accepted', 'ready', 'expires_soon', 'order_placed', 'booking_placed', 'code_locked')
  ON CONFLICT DO NOTHING;
DROP TABLE IF EXISTS market_notice;
