import type { Tone } from '@ui';
import type { NettingLine, NettingParty, NettingRound, Obligation } from './types';

type State = NettingRound['state'] | NettingParty['answer'] | Obligation['state'];

const tones: Record<State, Tone> = {
  open: 'warn',
  posted: 'good',
  broken: 'neutral',
  expired: 'neutral',
  withdrawn: 'neutral',
  waiting: 'warn',
  accepted: 'good',
  declined: 'bad',
  silent: 'neutral',
  cleared: 'good',
};

export function state_tone(state: State): Tone {
  return tones[state];
}

/** Parts of a million as a share: `409090` is 0.40909. */
export function share_of(ppm: number): number {
  return ppm / 1_000_000;
}

/** What a party gives up (others owe it) and what it is freed of (it owes others). */
export function sides_of(
  lines: NettingLine[],
  organisation_id: string,
): { given: NettingLine[]; freed: NettingLine[] } {
  return {
    given: lines.filter((line) => line.creditor_id === organisation_id),
    freed: lines.filter((line) => line.debtor_id === organisation_id),
  };
}

export function sum_of(lines: NettingLine[]): number {
  return lines.reduce((sum, line) => sum + line.set_off_won, 0);
}
