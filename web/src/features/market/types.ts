/** What the market's routes answer; ids are strings, `0`: none. */
export interface Place {
  road_address: string;
  district_code: string;
  dong_code: string;
  lat_e6: number;
  lng_e6: number;
}

export interface Shop {
  id: string;
  name: string;
  team_id: string;
  trade: string;
  opened_on: string;
  is_open: boolean;
  phone: string;
  place: Place;
}

export const product_kinds = ['goods', 'service'] as const;
export type ProductKind = (typeof product_kinds)[number];

export interface Product {
  id: string;
  shop_id: string;
  name: string;
  kind: ProductKind;
  price_won: number;
  is_sold: boolean;
  version: number;
}

/** A product with what is on the shelf; no stock for services and uncounted goods. */
export interface ShelfItem {
  product: Product;
  stock?: number | null;
}

export interface Receipt {
  sale_id: string;
  shop_id: string;
  shop_name: string;
  buyer_name: string;
  lines: { name: string; quantity: number; price_won: number }[];
  points: number;
  refunded: number;
  points_left: number;
  next_expiry?: string | null;
  seq: number;
  sold_at: string;
}

export interface SaleRow {
  id: string;
  sold_on: string;
  sold_at: string;
  buyer_name: string;
  points: number;
  refunded: number;
  settlement_id: number | string;
}

export interface ShopStatement {
  from: string;
  to: string;
  sales: number;
  points: number;
  refunded: number;
  unsettled: number;
  items: SaleRow[];
}

export type SettlementState = 'draft' | 'confirmed' | 'approved';

export interface Settlement {
  id: string;
  shop_id: string;
  shop_name: string;
  month: string;
  state: SettlementState;
  sales: number;
  gross_points: number;
  shop_won: number;
  benefit_won: number;
  support_won: number;
  rule_version: number;
}

export interface Card {
  id: string;
  number: string;
  person_id: string;
  state: 'active' | 'blocked';
  wrong_pins: number;
  issued_at: string;
}

export interface District {
  code: string;
  name_ko: string;
  name_en: string;
}

export interface List<Row> {
  items: Row[];
}
