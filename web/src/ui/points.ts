import type { Place } from './projection';
import type { Tone } from './tones';

/** A place on a PointMap. */
export interface MapPoint extends Place {
  id: string;
  /** One or two characters inside the mark: the order of the stops. */
  sign: string;
  label: string;
  note?: string;
  tone: Tone;
  /** Needs attention: drawn with a ring, its note with an icon. */
  is_marked?: boolean;
  /** Where ways begin: drawn as a square. */
  is_base?: boolean;
  /** Only for orientation: a dot without a place in the list. */
  is_faint?: boolean;
}

/** A way from point to point. */
export interface MapRoute {
  id: string;
  point_ids: string[];
  tone: Tone;
}
