/** What was done on this screen and can be taken back, newest last. Ids of the server's deeds. */
export type UndoStack = readonly string[];

/** More would not be remembered by the person either. */
const kMost = 50;

export function remember(stack: UndoStack, deed_id: string): UndoStack {
  return [...stack.filter((id) => id !== deed_id), deed_id].slice(-kMost);
}

/** Without a deed: undone here or elsewhere, or refused for good. */
export function forget(stack: UndoStack, deed_id: string): UndoStack {
  return stack.filter((id) => id !== deed_id);
}

/** Drops what the server says can no longer be undone; deeds it does not list stay. */
export function keep_possible(
  stack: UndoStack,
  deeds: { deed_id: string; may_undo: boolean }[],
): UndoStack {
  const gone = new Set(deeds.filter((deed) => !deed.may_undo).map((deed) => deed.deed_id));
  return stack.filter((id) => !gone.has(id));
}

export function newest(stack: UndoStack): string | undefined {
  return stack.at(-1);
}
