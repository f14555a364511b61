// @vitest-environment node
import { expect, it } from 'vitest';
import en from './messages/en.json';
import ko from './messages/ko.json';
import {
  assessment_items,
  cancel_reasons,
  income_bands,
  mobilities,
  purposes,
  referral_states,
  services,
} from './types';

const visit_states = [
  'planned',
  'assigned',
  'confirmed',
  'on_the_way',
  'checked_in',
  'completed',
  'cancelled',
  'missed',
];

it.each([
  ['care.service', services],
  ['care.offer', services],
  ['care.income', income_bands],
  ['care.mobility', mobilities],
  ['care.purpose', purposes],
  ['care.referral_state', referral_states],
  ['care.visit_state', visit_states],
  ['care.assess_item', assessment_items],
  ['care.assess_score', ['0', '1', '2', '3']],
  ['care.cancel_reason', cancel_reasons],
  ['care.weekday', ['1', '2', '3', '4', '5']],
])('%s has words for every code', (prefix, codes) => {
  for (const code of codes) {
    expect(Object.keys(ko)).toContain(`${prefix}.${code}`);
    expect(Object.keys(en)).toContain(`${prefix}.${code}`);
  }
});
