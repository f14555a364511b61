/** What GET /api/v1/insight/loop answers. */
export type Unit = 'point' | 'won';

export interface FigureSource {
  code: string;
  asset: string;
  sign: 'plus' | 'minus';
}

export interface Figure {
  name: string;
  unit: Unit;
  amount: number;
  entries: number;
  formula_key: string;
  sources: FigureSource[];
}

export interface MonthAmount {
  month: string;
  amount: number;
  entries: number;
}

export interface FigureSeries {
  figure: Figure;
  months: MonthAmount[];
}

export interface Turns {
  from: string;
  to: string;
  spent_points: number;
  mean_stock_points: number;
  turns_ppm?: number | null;
  holding_days?: number | null;
  return_ppm?: number | null;
}

export interface DistrictFigures {
  district_code: string;
  name_ko: string;
  name_en: string;
  lat_e6: number;
  lng_e6: number;
  population: number;
  visits?: number | null;
  billed_min?: number | null;
  clients?: number | null;
  participants?: number | null;
  teams: number;
  shops: number;
}

export interface Loop {
  from: string;
  to: string;
  computed_at: string;
  ledger: { last_seq: number; chain_head: string };
  figures: FigureSeries[];
  turns: Turns;
  districts: DistrictFigures[];
}
