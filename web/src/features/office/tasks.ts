import type { QueueCount } from './types';

/** How many tasks of one topic are in which state; whatever is at work still waits. */
export interface TopicRow {
  topic: string;
  subscriber: string;
  waiting: number;
  done: number;
  dead: number;
}

type Sums = Pick<TopicRow, 'waiting' | 'done' | 'dead'>;

/** One row for each topic and subscriber, the ones with dead tasks first. */
export function topics_of(counts: QueueCount[]): TopicRow[] {
  const rows = new Map<string, TopicRow>();
  for (const count of counts) {
    const { topic, subscriber } = count;
    const key = `${topic} ${subscriber}`;
    const row = rows.get(key) ?? { topic, subscriber, waiting: 0, done: 0, dead: 0 };
    rows.set(key, add(row, count));
  }
  return [...rows.values()].sort((a, b) => b.dead - a.dead || a.topic.localeCompare(b.topic));
}

export function sum_by_state(counts: QueueCount[]): Sums {
  return counts.reduce<Sums>(add, { waiting: 0, done: 0, dead: 0 });
}

function add<Row extends Sums>(row: Row, count: QueueCount): Row {
  const state = count.state === 'done' || count.state === 'dead' ? count.state : 'waiting';
  return { ...row, [state]: row[state] + count.tasks };
}
