const kPin = /^\d{4}$/;

/** Whether something is four digits; the server also refuses those that are easily guessed. */
export function is_pin(text: string): boolean {
  return kPin.test(text);
}

export type PinProblem = 'pin_malformed' | 'pin_differs' | null;

/** What is wrong with a PIN typed twice. */
export function pin_problem(pin: string, again: string): PinProblem {
  if (!is_pin(pin)) return 'pin_malformed';
  return pin === again ? null : 'pin_differs';
}
