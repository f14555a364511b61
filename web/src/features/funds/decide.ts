import { post } from '@platform/api/http';
import type { FundTask } from './types';

/** What is decided where it is listed; payments and settlements are looked at first. */
export const listed = ['programme', 'agreement', 'movement', 'commitment'] as const;
export type ListedKind = (typeof listed)[number];

export function is_listed(kind: string): kind is ListedKind {
  return (listed as readonly string[]).includes(kind);
}

/** Where a task is looked at; nowhere when it is decided in the list. */
export function address_of(task: Pick<FundTask, 'kind' | 'id'>): string | undefined {
  if (task.kind === 'spending') return `/funds/spendings/${task.id}`;
  if (task.kind === 'settlement') return `/funds/settlements/${task.id}`;
  return undefined;
}

export function approve(kind: ListedKind, id: string, key: string): Promise<unknown> {
  switch (kind) {
    case 'programme':
      return post('/api/v1/fund-programmes/{id}/approval', {}, key, { id });
    case 'agreement':
      return post('/api/v1/fund-agreements/{id}/signature', {}, key, { id });
    case 'movement':
      return post('/api/v1/fund-movements/{id}/approval', {}, key, { id });
    case 'commitment':
      return post('/api/v1/fund-commitments/{id}/approval', {}, key, { id });
  }
}

export function reject(kind: ListedKind, id: string, note: string, key: string): Promise<unknown> {
  switch (kind) {
    case 'programme':
      return post('/api/v1/fund-programmes/{id}/rejection', {}, key, { id });
    case 'agreement':
      return post('/api/v1/fund-agreements/{id}/rejection', {}, key, { id });
    case 'movement':
      return post('/api/v1/fund-movements/{id}/rejection', { note }, key, { id });
    case 'commitment':
      return post('/api/v1/fund-commitments/{id}/rejection', { note }, key, { id });
  }
}
