import type { Schema } from '@platform/api/types';

/** The market's part of the API. Ids are strings; `0` names nothing. */
export type Shop = Schema<'Shop'>;
export type Product = Schema<'Product'>;
export type ProductKind = Schema<'ProductKind'>;
/** A product with what is on the shelf; no stock for services and uncounted goods. */
export type ShelfItem = Schema<'ShelfItem'>;
/** What the till needs to know of it, at home and at a fair. */
export type TillItem = Pick<ShelfItem, 'product' | 'stock' | 'options'>;
export interface TillShelf {
  items: TillItem[];
}
export type SaleForm = Schema<'SaleForm'>;
export type Receipt = Schema<'Receipt'>;
export type SaleRow = Schema<'SaleRow'>;
export type Settlement = Schema<'Settlement'>;
export type SettlementState = Schema<'SettlementState'>;
export type SettlementSheet = Schema<'SettlementSheet'>;
export type SettlementLine = Schema<'SettlementLine'>;
export type Objection = Schema<'Objection'>;
export type BankAccount = Schema<'BankAccount'>;
export type BankFile = Schema<'BankFile'>;
export type Donation = Schema<'Donation'>;
export type OfflineSale = Schema<'OfflineSale'>;
export type OfflineResult = Schema<'OfflineResult'>;
export type Card = Schema<'Card'>;
export type District = Schema<'DistrictInfo'>;
export type CatalogueItem = Schema<'CatalogueItem'>;
export type ProductSheet = Schema<'ProductSheet'>;
export type ProductOption = Schema<'Option'>;
export type Slot = Schema<'Slot'>;
export type Review = Schema<'Review'>;
export type ShopHours = Schema<'ShopHours'>;
export type Opening = Schema<'Opening'>;
export type OrderWindow = Schema<'OrderWindow'>;
export type Collection = Schema<'Collection'>;
export type OfflineLine = Schema<'OfflineLine'>;
export type StockDeviation = Schema<'StockDeviation'>;
export type OrderingOrganisation = Schema<'OrderingOrganisation'>;
export type OrderQuote = Schema<'OrderQuote'>;
export type ParcelQuote = Schema<'ParcelQuote'>;
export type OrderMethod = Schema<'OrderMethod'>;
export type Parcel = Schema<'Parcel'>;
export type ParcelState = Schema<'ParcelState'>;
export type ParcelLine = Schema<'ParcelLine'>;
export type MyParcel = Schema<'MyParcel'>;
export type MyOrder = Schema<'MyOrder'>;
export type CodeLock = Schema<'CodeLock'>;
export type PickupPoint = Schema<'PickupPoint'>;
export type PickupTerms = Schema<'PickupTerms'>;
export type PickupPointForm = Schema<'PickupPointForm'>;
export type ManagedPickupPoint = Schema<'ManagedPickupPoint'>;
export type DeliveryStop = Schema<'DeliveryStop'>;

export const product_kinds = ['goods', 'service'] as const satisfies readonly ProductKind[];
