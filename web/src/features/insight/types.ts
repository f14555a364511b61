import type { Schema } from '@platform/api/types';

/** The insight module's part of the API. Null: withheld, or nothing to divide by. */
export type Loop = Schema<'Loop'>;
export type Figure = Schema<'Figure'>;
export type FigureSeries = Schema<'FigureSeries'>;
export type DistrictFigures = Schema<'DistrictFigures'>;
