/** Trades that a new shop can choose from; imported shops may have other words. */
export const trades = [
  'cafe',
  'tofu',
  'lunchbox',
  'side_dish',
  'bakery',
  'doughnut',
  'restaurant',
  'convenience_store',
  'laundry',
  'cleaning',
  'house_repair',
  'car_wash',
  'soap',
  'smart_farm',
  'recycling',
  'clinic',
] as const;
