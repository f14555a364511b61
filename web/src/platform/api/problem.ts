/** RFC 9457 problem details as the server sends them. */
export interface ProblemDetails {
  status: number;
  /** Name of the refusal, for example `insufficient_balance`. */
  code: string;
  /** One sentence for people, in the language of the request. */
  detail: string;
  fields: FieldProblem[];
}

export interface FieldProblem {
  /** JSON pointer into the request body: `/address/neighbourhood_code`. */
  pointer: string;
  code: string;
  detail: string;
}

/** A request that the server refused, or that did not reach it (`code` is then `offline`). */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: FieldProblem[];

  constructor(details: ProblemDetails) {
    super(details.detail);
    this.name = 'Problem';
    this.status = details.status;
    this.code = details.code;
    this.fields = details.fields;
  }

  /** Trying again later may help: no answer, or the server is busy or restarting. */
  get is_temporary(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export function offline_problem(): Problem {
  return new Problem({ status: 0, code: 'offline', detail: '', fields: [] });
}

/** Reads what the server (or a proxy before it, whose answer is not JSON) said. */
export async function read_problem(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  return new Problem({
    status: response.status,
    code: text_of(body['code']) || `status_${response.status}`,
    detail: text_of(body['detail']),
    fields: read_fields(body['fields']),
  });
}

// The contract allows a list of {pointer, code, detail} and a map pointer → code.
function read_fields(value: unknown): FieldProblem[] {
  if (Array.isArray(value)) return value.map((entry) => read_field(entry ?? {}));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).map(([pointer, code]) => ({
    pointer,
    code: text_of(code),
    detail: '',
  }));
}

function read_field(entry: Record<string, unknown>): FieldProblem {
  return {
    pointer: text_of(entry['pointer']),
    code: text_of(entry['code']),
    detail: text_of(entry['detail']),
  };
}

function text_of(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
