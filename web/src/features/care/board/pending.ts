/** Placements that are not the server's yet: the board shows them where they will be. */
export type Pending = ReadonlyMap<string, { worker_id: string; start_min: number }>;

export const kNoPending: Pending = new Map();

/** With a visit at a place, or (null) back where the server has it. */
export function with_pending(
  pending: Pending,
  visit_id: string,
  at: { worker_id: string; start_min: number } | null,
): Pending {
  const next = new Map(pending);
  if (at) next.set(visit_id, at);
  else next.delete(visit_id);
  return next;
}
