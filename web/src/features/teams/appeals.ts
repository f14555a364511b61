import type { Tone } from '@ui';
import type { AppealState } from './types';

const tones: Record<AppealState, Tone> = { filed: 'info', accepted: 'good', rejected: 'neutral' };

export function appeal_tone(state: AppealState): Tone {
  return tones[state];
}
