import type { Schema } from '@platform/api/types';

/** The fairs' part of the API. Ids are strings. */
export type Fair = Schema<'Fair'>;
export type FairState = Schema<'FairState'>;
export type FairReport = Schema<'FairReport'>;
export type FairProduct = Schema<'FairProduct'>;
export type FairShopResult = Schema<'FairShopResult'>;
export type FairGoods = Schema<'FairGoods'>;
export type Shop = Schema<'Shop'>;
export type District = Schema<'DistrictInfo'>;
