import { t, t_code } from '@platform/i18n/language.svelte';
import { clock, duration } from '@platform/i18n/units';
import type { IconName, Tone } from '@ui';
import { visit_tone } from '../states';
import type { Words } from './day';
import type { DispatchBoard, DispatchVisit, DispatchWorker } from './types';

const kMinute_s = 60;

export function minutes_long(minutes: number): string {
  return duration(minutes * kMinute_s);
}

export function times_of(visit: { start_min: number; length_min: number }): string {
  return `${clock(visit.start_min)}–${clock(visit.start_min + visit.length_min)}`;
}

export function alert_text(visit: DispatchVisit): string {
  const alert = visit.alert ?? 'will_be_late';
  return t(`care.alert.${alert}`, { minutes: visit.late_min });
}

export function alert_tone(visit: DispatchVisit): Tone {
  return visit.alert === 'missing' || visit.alert === 'not_checked_in' ? 'bad' : 'warn';
}

function icon_of(visit: DispatchVisit): IconName | undefined {
  if (visit.alert) return alert_tone(visit) === 'bad' ? 'alert' : 'clock';
  if (visit.state === 'completed') return 'check';
  return visit.needs_car ? 'truck' : undefined;
}

/** The words of a board's lanes and bars in the chosen language. */
export function words_of(board: DispatchBoard): Words {
  const names = new Map(board.workers.map((worker) => [worker.worker_id, worker.name]));
  return {
    lane: lane_words,
    bar: (visit) => bar_words(visit, names.get(visit.worker_id) ?? t('care.board.nobody')),
  };
}

function lane_words(worker: DispatchWorker): { note: string; warning?: string } {
  const [away] = worker.absences;
  const warning = away
    ? t('care.dispatch.away', { from: clock(away.from_min), to: clock(away.to_min) })
    : worker.lacks_rest
      ? t('care.dispatch.no_rest')
      : undefined;
  const note =
    worker.shifts.length === 0
      ? t('care.board.off')
      : t('care.dispatch.load', { visits: worker.visits, time: minutes_long(worker.booked_min) });
  return warning ? { note, warning } : { note };
}

function bar_words(visit: DispatchVisit, worker: string): ReturnType<Words['bar']> {
  const state = t_code('care.visit_state', visit.state);
  // The label begins with what is seen, so that it can be spoken to (WCAG 2.5.3).
  const note = t_code('care.service_short', visit.service);
  const icon = icon_of(visit);
  const label = t('care.dispatch.bar', {
    time: clock(visit.start_min),
    name: visit.client_name,
    service: note,
    end: clock(visit.start_min + visit.length_min),
    state,
    worker,
  });
  return {
    title: visit.client_name,
    note,
    label: visit.alert ? `${label} ${alert_text(visit)}` : label,
    tone: visit.alert ? alert_tone(visit) : visit_tone(visit.state),
    is_marked: Boolean(visit.alert),
    ...(icon ? { icon } : {}),
  };
}
