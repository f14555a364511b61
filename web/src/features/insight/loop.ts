import { points, won } from '@platform/i18n/units';
import type { DistrictFigures, Figure, FigureSeries, Loop } from './types';

const kMicro = 1_000_000;
const kChainShown = 12;

/** What the map can show of a district. */
export const metrics = ['visits', 'participants', 'teams', 'shops'] as const;
export type Metric = (typeof metrics)[number];

/** Withheld figures get the smallest circle; no count is a fraction, so this means nothing else. */
export const kWithheld = 0.5;

export interface DistrictPlace {
  name: string;
  lat: number;
  lng: number;
  value: number;
}

export function series_of(loop: Loop, name: string): FigureSeries | undefined {
  return loop.figures.find((series) => series.figure.name === name);
}

/** A figure's amount; 0 when the server does not know the name. */
export function amount_of(loop: Loop, name: string): number {
  return series_of(loop, name)?.figure.amount ?? 0;
}

export function amount_text(figure: Pick<Figure, 'unit' | 'amount'>): string {
  return figure.unit === 'won' ? won(figure.amount) : points(figure.amount);
}

/** A ratio in 1e-6 as a share such as 0.062; null where there was nothing to divide by. */
export function share_of(ppm: number | null | undefined): number | null {
  return ppm === null || ppm === undefined ? null : ppm / kMicro;
}

/** Districts as the map draws them, named in the reader's language. */
export function places_of(
  districts: DistrictFigures[],
  metric: Metric,
  language: 'ko' | 'en',
): DistrictPlace[] {
  return districts.map((district) => ({
    name: language === 'ko' ? district.name_ko : district.name_en,
    lat: district.lat_e6 / kMicro,
    lng: district.lng_e6 / kMicro,
    value: district[metric] ?? kWithheld,
  }));
}

/** Total of what is published; withheld districts are left out. */
export function published_total(districts: DistrictFigures[], metric: Metric): number {
  return districts.reduce((sum, district) => sum + (district[metric] ?? 0), 0);
}

/** The head of the hash chain, short enough to read aloud. */
export function short_head(chain_head: string): string {
  return chain_head.slice(0, kChainShown);
}

/** Months shared by all series, oldest first. */
export function months_of(series: FigureSeries[]): string[] {
  return series[0]?.months.map((month) => month.month) ?? [];
}
