import { t_code } from '@platform/i18n/language.svelte';
import type { Option, Tone } from '@ui';
import type { ReferralState, ServiceKind, VisitState } from './types';

const visit_tones: Record<VisitState, Tone> = {
  planned: 'warn',
  assigned: 'neutral',
  confirmed: 'olive',
  on_the_way: 'info',
  checked_in: 'info',
  completed: 'good',
  cancelled: 'neutral',
  missed: 'bad',
};

const referral_tones: Record<ReferralState, Tone> = {
  received: 'warn',
  consented: 'info',
  assessed: 'info',
  approved: 'olive',
  declined: 'bad',
  planned: 'good',
  closed: 'neutral',
  withdrawn: 'neutral',
};

export function visit_tone(state: VisitState): Tone {
  return visit_tones[state];
}

export function referral_tone(state: ReferralState): Tone {
  return referral_tones[state];
}

export function service_name(service: ServiceKind): string {
  return t_code('care.service', service);
}

/** The choices of a code list for Select and RadioGroup. */
export function options_of<Code extends string>(
  codes: readonly Code[],
  prefix: string,
): Option<Code>[] {
  return codes.map((value) => ({ value, label: t_code(prefix, value) }));
}

/** The code of a list that `text` is, from an address for example; else the empty choice. */
export function code_of<Code extends string>(codes: readonly Code[], text: string | null) {
  return codes.find((code) => code === text) ?? '';
}
