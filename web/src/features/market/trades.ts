/** Trades that a new shop can choose from; imported shops may have other words. */
export const trades = [
  'cafe',
  'tofu',
  'lunch_box',
  'side_dishes',
  'bakery',
  'laundry',
  'cleaning',
  'repair',
  'clinic',
  'recycling',
  'crafts',
  'grocery',
] as const;
