import type { Tone } from '@ui';
import type { Agreement, Commitment, FundAsset, FundSettlement, Spending } from './types';

type State =
  | Spending['state']
  | Commitment['state']
  | Agreement['state']
  | FundSettlement['state']
  | FundAsset['state'];

const tones: Record<State, Tone> = {
  proposed: 'warn',
  approved: 'good',
  rejected: 'neutral',
  open: 'info',
  spent: 'good',
  released: 'neutral',
  signed_off: 'good',
  settled: 'olive',
  published: 'olive',
  in_use: 'good',
  in_repair: 'warn',
  disposed: 'neutral',
};

export function state_tone(state: State): Tone {
  return tones[state];
}

/** Whether the reader may decide something: two people for every step. */
export function may_decide(
  role: string | undefined,
  person_id: string | undefined,
  proposed_by: string,
): boolean {
  const decides = role === 'metro_centre' || role === 'city_officer';
  return decides && person_id !== proposed_by;
}

export function may_propose(role: string | undefined): boolean {
  return role === 'metro_centre' || role === 'city_officer';
}

export function may_see_documents(role: string | undefined): boolean {
  return may_propose(role) || role === 'auditor';
}

/** `1.4 MB`, `12 kB`: how large a document is. */
export function size_text(size_bytes: number): string {
  if (size_bytes < 1_000) return `${size_bytes} B`;
  if (size_bytes < 1_000_000) return `${Math.round(size_bytes / 1_000)} kB`;
  return `${(size_bytes / 1_000_000).toFixed(1)} MB`;
}
