import { i18n } from '../i18n/language.svelte';
import { offline_problem, read_problem } from './problem';
import type { AnswerOf, BodyOf, InputOf, PathOf, PlacesOf } from './types';

export type Query = Record<string, string | number | boolean | null | undefined>;
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface CallOptions {
  /** Fills the `{places}` of the path; what is left becomes the query. */
  input?: Query;
  body?: unknown;
  /** Sent instead of `body`, as it is. */
  file?: Blob;
  /** Same key, same deed: a retry with the key of the first try is answered, not repeated. */
  idempotency_key?: string;
  signal?: AbortSignal;
}

/** What the wrapper tells the session: each call renews it, a 401 ends it. */
interface Listener {
  answered: () => void;
  signed_out: () => void;
}

let csrf_token = '';
let listener: Listener = { answered: () => {}, signed_out: () => {} };

export function set_csrf_token(token: string): void {
  csrf_token = token;
}

export function listen(to: Listener): void {
  listener = to;
}

/**
 * A path outside the document, for calls that name their answer: `get<Answer>(path)`. Without a
 * name the path must be one of the document, so that a wrong body cannot slip through untyped.
 */
type Named<T> = [T] extends [never] ? never : string;

/**
 * The object a GET answers, typed by the OpenAPI document:
 * `get('/api/v1/care/visits/{id}', { id }, signal)`. Throws Problem.
 */
export function get<P extends PathOf<'get'>>(
  path: P,
  input?: InputOf<P, 'get'>,
  signal?: AbortSignal,
): Promise<AnswerOf<P, 'get'>>;
export function get<T = never>(path: Named<T>, input?: Query, signal?: AbortSignal): Promise<T>;
export function get(path: string, input?: unknown, signal?: AbortSignal): Promise<unknown> {
  return call('GET', path, { input: input as Query, signal });
}

/** A deed with its key: `post('/api/v1/care/visits/{id}/check-in', body, key, { id })`. */
export function post<P extends PathOf<'post'>>(
  path: P,
  body: BodyOf<P, 'post'> | Record<string, never>,
  idempotency_key?: string,
  places?: PlacesOf<P, 'post'>,
): Promise<AnswerOf<P, 'post'>>;
export function post<T = never>(
  path: Named<T>,
  body?: unknown,
  idempotency_key?: string,
  places?: Query,
): Promise<T>;
export function post(
  path: string,
  body: unknown = {},
  idempotency_key: string = new_key(),
  places?: unknown,
): Promise<unknown> {
  return call('POST', path, { body, idempotency_key, input: places as Query });
}

/** A CSV file as the whole body, answered by what became of its lines. */
export function post_file<P extends PathOf<'post'>>(
  path: P,
  file: Blob,
  query: Query,
  idempotency_key: string,
): Promise<AnswerOf<P, 'post'>> {
  return call('POST', path, { file, input: query, idempotency_key });
}

export function put<P extends PathOf<'put'>>(
  path: P,
  body: BodyOf<P, 'put'>,
  places?: PlacesOf<P, 'put'>,
): Promise<AnswerOf<P, 'put'>>;
export function put<T = never>(path: Named<T>, body: unknown, places?: Query): Promise<T>;
export function put(path: string, body: unknown, places?: unknown): Promise<unknown> {
  return call('PUT', path, { body, input: places as Query });
}

export function patch<P extends PathOf<'patch'>>(
  path: P,
  body: BodyOf<P, 'patch'> | Record<string, never>,
  places?: PlacesOf<P, 'patch'>,
): Promise<AnswerOf<P, 'patch'>>;
export function patch<T = never>(path: Named<T>, body: unknown, places?: Query): Promise<T>;
export function patch(path: string, body: unknown, places?: unknown): Promise<unknown> {
  return call('PATCH', path, { body, input: places as Query });
}

export function remove<T = void>(path: string, body: unknown = {}): Promise<T> {
  return call<T>('DELETE', path, { body });
}

export function new_key(): string {
  return crypto.randomUUID();
}

/** One request to the server. Throws Problem for every refusal and when there is no answer. */
export async function call<T>(method: Method, path: string, options: CallOptions): Promise<T> {
  const response = await fetch(address_of(path, options.input), {
    method,
    headers: headers_of(method, options),
    body: options.file ?? (options.body === undefined ? undefined : JSON.stringify(options.body)),
    signal: options.signal,
    credentials: 'same-origin',
  }).catch((error: unknown) => {
    throw options.signal?.aborted ? error : offline_problem();
  });
  if (!response.ok) {
    const problem = await read_problem(response);
    if (problem.status === 401) listener.signed_out();
    throw problem;
  }
  listener.answered();
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

function headers_of(method: Method, options: CallOptions): Record<string, string> {
  const headers: Record<string, string> = {
    Accept: 'application/json',
    'Accept-Language': i18n.language,
  };
  if (options.file) headers['Content-Type'] = 'text/csv';
  else if (options.body !== undefined) headers['Content-Type'] = 'application/json';
  if (method !== 'GET' && csrf_token) headers['X-Olive-Csrf'] = csrf_token;
  if (options.idempotency_key) headers['Idempotency-Key'] = options.idempotency_key;
  return headers;
}

function address_of(path: string, input: Query = {}): string {
  const rest = new Map(Object.entries(input).filter(([, value]) => (value ?? '') !== ''));
  const filled = path.replace(/\{([a-z_]+)\}/g, (_, place: string) => {
    const value = rest.get(place);
    if (value === undefined) throw new Error(`no value for {${place}} of ${path}`);
    rest.delete(place);
    return encodeURIComponent(String(value));
  });
  if (rest.size === 0) return filled;
  const pairs = [...rest].map(([name, value]) => [name, String(value)]);
  return `${filled}?${new URLSearchParams(pairs)}`;
}
