import type { ProposedChange } from './types';

/** Changes that go together or not at all. */
export interface ChangeGroup {
  id: string;
  changes: ProposedChange[];
}

/** A change that goes with no other has this group. */
const kAlone = 0;

/** Changes by group, in the order of their times; what goes alone is a group of its own. */
export function groups_of(changes: ProposedChange[]): ChangeGroup[] {
  const groups = new Map<string, ChangeGroup>();
  const sorted = [...changes].sort((a, b) => a.to.start_min - b.to.start_min);
  for (const change of sorted) {
    const id = change.group === kAlone ? `alone-${change.change_id}` : String(change.group);
    const group = groups.get(id) ?? { id, changes: [] };
    group.changes.push(change);
    groups.set(id, group);
  }
  return [...groups.values()];
}

export function is_open(group: ChangeGroup): boolean {
  return group.changes.some((change) => change.state === 'open');
}

/** The changes to approve when some groups are left out; undefined when all are in. */
export function chosen_ids(
  groups: ChangeGroup[],
  left_out: ReadonlySet<string>,
): string[] | undefined {
  const open = groups.filter(is_open);
  if (open.every((group) => !left_out.has(group.id))) return undefined;
  return open
    .filter((group) => !left_out.has(group.id))
    .flatMap((group) => group.changes.filter((change) => change.state === 'open'))
    .map((change) => change.change_id);
}

/** The left-out groups with one more, or one fewer. */
export function with_choice(
  left_out: ReadonlySet<string>,
  group_id: string,
  is_chosen: boolean,
): ReadonlySet<string> {
  const rest = [...left_out].filter((id) => id !== group_id);
  return new Set(is_chosen ? rest : [...rest, group_id]);
}
