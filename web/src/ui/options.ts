/** One choice of a Select, RadioGroup or Combobox. */
export interface Option {
  value: string;
  label: string;
  /** A second line: an address, a reason. */
  note?: string;
}
