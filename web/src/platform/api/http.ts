import { i18n } from '../i18n/language.svelte';
import { offline_problem, read_problem } from './problem';

export type Query = Record<string, string | number | boolean | undefined>;
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface CallOptions {
  query?: Query;
  body?: unknown;
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

/** The object a GET answers. Throws Problem. */
export function get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> {
  return call<T>('GET', path, { query, signal });
}

export function post<T>(path: string, body: unknown = {}, idempotency_key?: string): Promise<T> {
  return call<T>('POST', path, { body, idempotency_key: idempotency_key ?? new_key() });
}

export function put<T>(path: string, body: unknown): Promise<T> {
  return call<T>('PUT', path, { body });
}

export function patch<T>(path: string, body: unknown): Promise<T> {
  return call<T>('PATCH', path, { body });
}

export function remove<T = void>(path: string, body: unknown = {}): Promise<T> {
  return call<T>('DELETE', path, { body });
}

export function new_key(): string {
  return crypto.randomUUID();
}

/** One request to the server. Throws Problem for every refusal and when there is no answer. */
export async function call<T>(method: Method, path: string, options: CallOptions): Promise<T> {
  const response = await fetch(path + query_text(options.query), {
    method,
    headers: headers_of(method, options),
    body: options.body === undefined ? undefined : JSON.stringify(options.body),
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
  if (options.body !== undefined) headers['Content-Type'] = 'application/json';
  if (method !== 'GET' && csrf_token) headers['X-Olive-Csrf'] = csrf_token;
  if (options.idempotency_key) headers['Idempotency-Key'] = options.idempotency_key;
  return headers;
}

function query_text(query: Query = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  if (given.length === 0) return '';
  return `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}
