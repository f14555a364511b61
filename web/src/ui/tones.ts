import type { IconName } from './icons';

/** What a colour means. Never the only carrier: each tone has an icon, and words say it. */
export type Tone = 'neutral' | 'olive' | 'good' | 'warn' | 'bad' | 'info';

export const tone_icons: Record<Tone, IconName> = {
  neutral: 'minus',
  olive: 'leaf',
  good: 'check',
  warn: 'clock',
  bad: 'alert',
  info: 'info',
};
