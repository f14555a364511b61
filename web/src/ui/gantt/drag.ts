/** What a drag tells the board; coordinates are the viewport's. */
export interface DragHandlers {
  /** What may be dragged at this element; null when nothing. */
  find: (element: Element) => string | null;
  lift: (id: string, x: number) => void;
  point: (x: number, y: number) => void;
  drop: () => void;
  cancel: () => void;
}

/** Less is a trembling hand on a click. */
const kThreshold_px = 4;
const kEdge_px = 36;
const kScrollStep_px = 14;

/**
 * Drags inside a scroller, by mouse or pen; a finger scrolls, it has the menu for moving. Near an
 * edge the scroller follows.
 */
export function draggable(handlers: DragHandlers) {
  return (scroller: HTMLElement): (() => void) => {
    let taken: { id: string; x: number; y: number; is_lifted: boolean } | null = null;
    let pointer = { x: 0, y: 0 };
    let frame = 0;

    const follow = () => {
      const box = scroller.getBoundingClientRect();
      const push = (at: number, from: number, to: number) =>
        at < from + kEdge_px ? -kScrollStep_px : at > to - kEdge_px ? kScrollStep_px : 0;
      scroller.scrollBy(push(pointer.x, box.left, box.right), push(pointer.y, box.top, box.bottom));
      handlers.point(pointer.x, pointer.y);
      frame = requestAnimationFrame(follow);
    };
    const end = (is_drop: boolean) => {
      cancelAnimationFrame(frame);
      if (taken?.is_lifted) (is_drop ? handlers.drop : handlers.cancel)();
      taken = null;
    };
    const on_down = (event: PointerEvent) => {
      if (event.button !== 0 || event.pointerType === 'touch') return;
      const id = handlers.find(event.target as Element);
      if (id) taken = { id, x: event.clientX, y: event.clientY, is_lifted: false };
    };
    const on_move = (event: PointerEvent) => {
      if (!taken) return;
      pointer = { x: event.clientX, y: event.clientY };
      const distance = Math.hypot(pointer.x - taken.x, pointer.y - taken.y);
      if (taken.is_lifted || distance < kThreshold_px) return;
      taken.is_lifted = true;
      scroller.setPointerCapture(event.pointerId);
      handlers.lift(taken.id, taken.x);
      follow();
    };
    const on_up = () => end(true);
    const on_cancel = () => end(false);
    const on_key = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && taken?.is_lifted) end(false);
    };
    scroller.addEventListener('pointerdown', on_down);
    scroller.addEventListener('pointermove', on_move);
    scroller.addEventListener('pointerup', on_up);
    scroller.addEventListener('pointercancel', on_cancel);
    scroller.addEventListener('keydown', on_key);
    return () => {
      cancelAnimationFrame(frame);
      scroller.removeEventListener('pointerdown', on_down);
      scroller.removeEventListener('pointermove', on_move);
      scroller.removeEventListener('pointerup', on_up);
      scroller.removeEventListener('pointercancel', on_cancel);
      scroller.removeEventListener('keydown', on_key);
    };
  };
}
