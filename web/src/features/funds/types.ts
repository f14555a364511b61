import type { Schema } from '@platform/api/types';

/** The funds' part of the API. Ids are strings; `0` names nothing. */
export type Programme = Schema<'Programme'>;
export type Agreement = Schema<'Agreement'>;
export type AgreementRow = Schema<'AgreementRow'>;
export type BudgetLine = Schema<'BudgetLine'>;
export type LineFigures = Schema<'LineFigures'>;
export type LinePart = Schema<'LinePart'>;
export type FundLineDetail = Schema<'FundLineDetail'>;
export type FundMovement = Schema<'FundMovement'>;
export type Commitment = Schema<'Commitment'>;
export type Spending = Schema<'Spending'>;
export type SpendingRow = Schema<'SpendingRow'>;
export type SpendingDetail = Schema<'SpendingDetail'>;
export type Evidence = Schema<'Evidence'>;
export type EvidenceKind = Schema<'EvidenceKind'>;
export type PublicEvidence = Schema<'PublicEvidence'>;
export type PublicSpending = Schema<'PublicSpending'>;
export type FundSettlement = Schema<'FundSettlement'>;
export type FundSettlementLine = Schema<'FundSettlementLine'>;
export type PublishedProgramme = Schema<'PublishedProgramme'>;
export type FundTask = Schema<'FundTaskView'>;
export type FundAsset = Schema<'FundAsset'>;
export type AssetBoard = Schema<'AssetBoard'>;
export type AssetKind = Schema<'AssetKind'>;
export type Handover = Schema<'Handover'>;
export type CentreResult = Schema<'CentreResult'>;
export type FundGoal = Schema<'FundGoal'>;
export type FundSource = Schema<'FundSource'>;
export type MovementKind = Schema<'MovementKind'>;

export const evidence_kinds = [
  'tax_invoice',
  'card_slip',
  'cash_receipt',
  'simple_receipt',
] as const satisfies readonly EvidenceKind[];

export const asset_kinds = ['vehicle', 'site', 'equipment'] as const satisfies readonly AssetKind[];

export const fund_sources = [
  'central_fund',
  'city_fund',
  'designated_gift',
] as const satisfies readonly FundSource[];
