import type { MapPoint, MapRoute, Tone } from '@ui';
import { kNobody, visits_of } from './day';
import type { DispatchBoard, DispatchVisit } from './types';

/** Words for the map's list, from the catalogue. */
export interface MapWords {
  base: (name: string) => string;
  visit: (visit: DispatchVisit) => { label: string; note?: string; tone: Tone };
}

const kMicro = 1_000_000;
const base_id = (centre_id: string) => `centre-${centre_id}`;

function place_of(at: { lat_e6: number; lng_e6: number }) {
  return { lat: at.lat_e6 / kMicro, lng: at.lng_e6 / kMicro };
}

/** The visits of a worker in their order, or those that nobody has. */
export function stops_of(board: DispatchBoard, worker_id: string): DispatchVisit[] {
  return visits_of(board)
    .filter((visit) => visit.worker_id === worker_id)
    .sort((a, b) => a.start_min - b.start_min);
}

/** A worker's day on the map: the centre, the stops numbered, the rest of the day as dots. */
export function map_of(
  board: DispatchBoard,
  worker_id: string,
  words: MapWords,
): { points: MapPoint[]; routes: MapRoute[] } {
  const stops = stops_of(board, worker_id);
  const worker = board.workers.find((each) => each.worker_id === worker_id);
  const centres = board.centres.filter(
    (centre) => !worker || centre.centre_id === worker.centre_id,
  );
  const bases: MapPoint[] = centres.map((centre) => ({
    id: base_id(centre.centre_id),
    sign: '',
    label: words.base(centre.name),
    tone: 'olive',
    is_base: true,
    ...place_of(centre),
  }));
  const points = stops.map((visit, index) => ({
    id: visit.visit_id,
    sign: String(index + 1),
    is_marked: Boolean(visit.alert),
    ...place_of(visit),
    ...words.visit(visit),
  }));
  const shown = new Set(stops.map((visit) => visit.visit_id));
  const others = visits_of(board)
    .filter((visit) => !shown.has(visit.visit_id))
    .map((visit): MapPoint => ({
      id: visit.visit_id,
      sign: '',
      label: '',
      tone: 'neutral',
      is_faint: true,
      ...place_of(visit),
    }));
  const is_route = worker_id !== kNobody && points.length > 0;
  const point_ids = [...bases, ...points].map((point) => point.id);
  return {
    points: [...others, ...bases, ...points],
    routes: is_route ? [{ id: worker_id, point_ids, tone: 'olive' }] : [],
  };
}
