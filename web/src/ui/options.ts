/** One choice of a Select, RadioGroup or Combobox. */
export interface Option<Value extends string = string> {
  value: Value;
  label: string;
  /** A second line: an address, a reason. */
  note?: string;
}
