/** Trades that a new team can choose from; existing teams may have other words. */
export const trades = [
  'accompaniment',
  'care',
  'housekeeping',
  'meals',
  'lunch_box',
  'tofu',
  'cafe',
  'cleaning',
  'laundry',
  'repair',
  'recycling',
  'crafts',
  'farming',
  'delivery',
] as const;
