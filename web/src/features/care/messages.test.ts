// @vitest-environment node
import { expect, it } from 'vitest';
import en from './messages/en.json';
import ko from './messages/ko.json';
import { disruption_reasons } from './board/disruption';
import { day_parts } from './board/slots';
import type { Schema } from '@platform/api/types';
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

const alerts = [
  'started_late',
  'not_checked_in',
  'missing',
  'will_be_late',
  'overrun',
] as const satisfies readonly Schema<'DispatchAlert'>[];
const changes = [
  'assigned',
  'worker_changed',
  'time_changed',
  'vehicle_changed',
  'unassigned',
] as const satisfies readonly Schema<'ChangeKind'>[];
const plan_states = [
  'proposed',
  'approved',
  'partly_approved',
  'rejected',
  'superseded',
  'undone',
] as const satisfies readonly Schema<'ProposalState'>[];
const what_ifs = [
  'vehicle_more',
  'vehicle_less',
  'worker_more',
  'worker_less',
  'worker_sick',
] as const satisfies readonly Schema<'WhatIfKind'>[];

it.each([
  ['care.service_short', services],
  ['care.alert', alerts],
  ['care.change', changes],
  ['care.disruption', disruption_reasons],
  ['care.slots.part', day_parts],
  ['care.what_if.kind', what_ifs],
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

it.each([
  ['care.proposal.state', plan_states],
  ['care.proposal.kind', ['day_plan', 'week_plan', 'replan']],
  ['care.proposal.title', ['day_plan', 'week_plan', 'replan']],
])('%s has words for every state of a plan', (prefix, codes) => {
  for (const code of codes) {
    expect(Object.keys(ko)).toContain(`${prefix}_${code}`);
    expect(Object.keys(en)).toContain(`${prefix}_${code}`);
  }
});
