// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { body_of, missing_of, type DisruptionDraft } from './disruption';
import { a_board, a_visit } from './sample_day';

const empty: DisruptionDraft = {
  reason: '',
  worker_id: '',
  vehicle_id: '',
  visit_id: '',
  cancel_reason: '',
  is_whole_day: true,
  from_min: null,
  to_min: null,
  minutes: null,
};
const board = a_board({ visits: [a_visit('10', { version: 4 })] });

describe('what is missing', () => {
  it.each([
    [{}, ['reason']],
    [{ reason: 'worker_sick' }, ['worker_id']],
    [{ reason: 'worker_sick', worker_id: '3' }, []],
    [{ reason: 'worker_sick', worker_id: '3', is_whole_day: false }, ['from_min']],
    [{ reason: 'visit_cancelled', visit_id: '10' }, ['cancel_reason']],
    [{ reason: 'visit_overrun' }, ['visit_id', 'minutes']],
    [{ reason: 'urgent_referral', visit_id: '10' }, []],
    [{ reason: 'vehicle_broken' }, ['vehicle_id']],
  ] as [Partial<DisruptionDraft>, string[]][])('of %j: %j', (draft, missing) => {
    expect(missing_of({ ...empty, ...draft })).toEqual(missing);
  });
});

describe('what is sent', () => {
  it('is what the reason asks for, whatever else was filled in before', () => {
    const draft = { ...empty, reason: 'worker_sick', worker_id: '3', visit_id: '10', minutes: 5 };
    expect(body_of(draft as DisruptionDraft, board, '1')).toEqual({
      centre_id: '1',
      on: '2026-11-20',
      reason: 'worker_sick',
      worker_id: '3',
    });
  });
  it('names the version of a visit that is cancelled', () => {
    const draft = { ...empty, visit_id: '10', cancel_reason: 'client_ill' };
    const body = body_of({ ...draft, reason: 'visit_cancelled' }, board, '1');
    expect(body).toMatchObject({ visit_id: '10', version: 4, cancel_reason: 'client_ill' });
  });
  it('has a span only when it is not the whole day', () => {
    const car = { ...empty, reason: 'vehicle_broken' as const, vehicle_id: '2', from_min: 600 };
    expect(body_of(car, board, '1')).not.toHaveProperty('from_min');
    expect(body_of({ ...car, is_whole_day: false }, board, '1')).toMatchObject({ from_min: 600 });
  });
});
