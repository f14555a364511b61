import type { Schema } from '@platform/api/types';

/** The procurement part of the API. Ids are strings. */
export type PublicBody = Schema<'PublicBody'>;
export type BodyKind = Schema<'BodyKind'>;
export type BodyYear = Schema<'BodyYear'>;
export type PurchaseReport = Schema<'PurchaseReport'>;
export type PriorityPurchase = Schema<'PriorityPurchase'>;
export type PurchaseBasis = Schema<'PurchaseBasis'>;
export type NamedBuyer = Schema<'NamedBuyer'>;
export type PublicBuyerList = Schema<'PublicBuyerList'>;
export type Seller = Schema<'Seller'>;

export const bases = [
  'contract',
  'tax_invoice',
  'order',
] as const satisfies readonly PurchaseBasis[];
export const body_kinds = [
  'city',
  'district',
  'education',
  'corporation',
  'other',
] as const satisfies readonly BodyKind[];
