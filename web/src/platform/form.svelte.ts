import { new_key } from './api/http';
import { offline_problem, Problem, type FieldProblem } from './api/problem';
import { i18n } from './i18n/language.svelte';

/** One line of the error summary; `field` is the id of the control, empty for the whole form. */
export interface FormError {
  field: string;
  text: string;
}

/**
 * A form that changes something on the server. Fields are named by their path in the body with
 * dots (`address.neighbourhood_code`), which is also the id of the control. Each deed keeps one
 * idempotency key until it succeeds or is refused, so pressing twice or retrying after a lost
 * connection happens once.
 */
export class Form<T> {
  errors = $state.raw<FormError[]>([]);
  is_busy = $state(false);
  #key = new_key();
  #send: (key: string) => Promise<T>;
  #done: (answer: T) => void;

  constructor(send: (key: string) => Promise<T>, done: (answer: T) => void) {
    this.#send = send;
    this.#done = done;
  }

  /** The message of a field, for its control. */
  error(field: string): string | undefined {
    return this.errors.find((error) => error.field === field)?.text;
  }

  /** Shows problems found before sending; true when there are none. */
  check(errors: FormError[]): boolean {
    this.errors = errors;
    return errors.length === 0;
  }

  submit = async (event?: Event): Promise<void> => {
    event?.preventDefault();
    if (this.is_busy) return;
    this.is_busy = true;
    try {
      const answer = await this.#send(this.#key);
      this.errors = [];
      this.#key = new_key();
      this.#done(answer);
    } catch (error) {
      this.#refuse(error instanceof Problem ? error : offline_problem());
    } finally {
      this.is_busy = false;
    }
  };

  #refuse(problem: Problem): void {
    // A refusal is the stored answer of its key; the corrected deed is another one.
    if (!problem.is_temporary) this.#key = new_key();
    const fields = problem.fields.map(to_error);
    this.errors = fields.length > 0 ? fields : [{ field: '', text: problem_text(problem) }];
  }
}

function to_error(field: FieldProblem): FormError {
  const name = field.pointer.replace(/^\//, '').replaceAll('/', '.');
  return { field: name, text: field.detail || refusal_text(field.code) };
}

/** What to tell people about a problem: the server's sentence, else ours for the code. */
export function problem_text(problem: Problem): string {
  return problem.message || refusal_text(problem.code);
}

function refusal_text(code: string): string {
  const key = `refusal.${code}`;
  return i18n.has(key) ? i18n.text(key) : i18n.text('refusal.unknown', { code });
}
