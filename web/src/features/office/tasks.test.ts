import { describe, expect, it } from 'vitest';
import { sum_by_state, topics_of } from './tasks';
import type { QueueCount, TaskState } from './types';

const count = (topic: string, state: TaskState, tasks: number): QueueCount => ({
  topic,
  subscriber: 'teams',
  state,
  tasks,
});

describe('background work', () => {
  const counts = [
    count('a.done', 'done', 7),
    count('b.sent', 'dead', 2),
    count('a.done', 'waiting', 1),
  ];

  it('has one row for each topic, the dead ones first', () => {
    expect(topics_of(counts)).toEqual([
      { topic: 'b.sent', subscriber: 'teams', waiting: 0, done: 0, dead: 2 },
      { topic: 'a.done', subscriber: 'teams', waiting: 1, done: 7, dead: 0 },
    ]);
  });

  it('is summed by state', () => {
    expect(sum_by_state(counts)).toEqual({ waiting: 1, done: 7, dead: 2 });
    expect(sum_by_state([])).toEqual({ waiting: 0, done: 0, dead: 0 });
  });
});
