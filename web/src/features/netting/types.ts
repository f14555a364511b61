import type { Schema } from '@platform/api/types';

/** The netting part of the API. Ids are strings. */
export type Obligation = Schema<'Obligation'>;
export type ObligationState = Schema<'ObligationState'>;
export type TradingParty = Schema<'TradingParty'>;
export type NettingRound = Schema<'NettingRound'>;
export type NettingLine = Schema<'NettingLine'>;
export type NettingParty = Schema<'NettingParty'>;
export type PartyView = Schema<'PartyView'>;
export type RoundDetail = Schema<'RoundDetail'>;
export type RoundEventView = Schema<'RoundEventView'>;
export type PublicRound = Schema<'PublicRound'>;
export type ImportReport = Schema<'ImportReport'>;
export type RowFault = Schema<'RowFault'>;

export const obligation_states = [
  'open',
  'cleared',
  'withdrawn',
] as const satisfies readonly ObligationState[];
