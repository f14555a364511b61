import { beforeEach, expect, it, vi } from 'vitest';
import { call, get, listen, post, set_csrf_token } from './http';
import { Problem } from './problem';

const fetched = vi.fn<typeof fetch>();

beforeEach(() => {
  fetched.mockReset();
  vi.stubGlobal('fetch', fetched);
  set_csrf_token('token-1');
});

function answer(status: number, body: unknown) {
  fetched.mockResolvedValueOnce(new Response(JSON.stringify(body), { status }));
}

function sent() {
  const [address, options] = fetched.mock.calls[0] ?? [];
  return { address, headers: options?.headers as Record<string, string>, body: options?.body };
}

it('asks with language and without the CSRF header', async () => {
  answer(200, { visits: [] });
  expect(await get<unknown>('/api/v1/visits', { date: '2026-03-02', state: undefined })).toEqual({
    visits: [],
  });
  expect(sent().address).toBe('/api/v1/visits?date=2026-03-02');
  expect(sent().headers['Accept-Language']).toBe('ko');
  expect(sent().headers['X-Olive-Csrf']).toBeUndefined();
});

it('fills the places of a path and leaves the rest to the query', async () => {
  answer(200, {});
  await call('GET', '/api/v1/things/{id}/parts', { input: { id: 'a b', state: 'open' } });
  expect(sent().address).toBe('/api/v1/things/a%20b/parts?state=open');
  await expect(call('GET', '/api/v1/things/{id}', { input: {} })).rejects.toThrow('{id}');
});

it('changes with CSRF header, key and JSON body', async () => {
  answer(201, { visit_id: '7' });
  await post<unknown>('/api/v1/visits', { note: '' }, 'key-1');
  expect(sent().headers).toMatchObject({ 'X-Olive-Csrf': 'token-1', 'Idempotency-Key': 'key-1' });
  expect(sent().body).toBe('{"note":""}');
});

it('throws what the server refused, with its fields', async () => {
  const fields = [{ pointer: '/amount_won', code: 'too_small', detail: 'small' }];
  answer(422, { code: 'input_wrong', detail: 'look again', fields });
  const problem = await post<unknown>('/api/v1/sales').catch((error: Problem) => error);
  expect(problem).toMatchObject({
    status: 422,
    code: 'input_wrong',
    message: 'look again',
    fields,
  });
});

it('reads fields given as a map', async () => {
  answer(422, { code: 'input_wrong', fields: { '/name': 'required' } });
  const problem = await post<unknown>('/api/v1/people').catch((error: Problem) => error);
  expect(problem).toMatchObject({ fields: [{ pointer: '/name', code: 'required', detail: '' }] });
});

it('makes a problem of an answer that is no JSON', async () => {
  fetched.mockResolvedValueOnce(new Response('<html>', { status: 502 }));
  await expect(get<unknown>('/api/v1/visits')).rejects.toMatchObject({ code: 'status_502' });
});

it('makes a temporary problem of a lost connection', async () => {
  fetched.mockRejectedValueOnce(new TypeError('failed'));
  const problem = (await get<unknown>('/api/v1/visits').catch(
    (error: unknown) => error,
  )) as Problem;
  expect(problem.code).toBe('offline');
  expect(problem.is_temporary).toBe(true);
});

it('tells the session about answers and about its end', async () => {
  const listener = { answered: vi.fn(), signed_out: vi.fn() };
  listen(listener);
  answer(200, {});
  await get<unknown>('/api/v1/visits');
  answer(401, { code: 'session_expired' });
  await get<unknown>('/api/v1/visits').catch(() => undefined);
  expect(listener.answered).toHaveBeenCalledTimes(1);
  expect(listener.signed_out).toHaveBeenCalledTimes(1);
});

it('answers nothing for 204', async () => {
  fetched.mockResolvedValueOnce(new Response(null, { status: 204 }));
  expect(await call('DELETE', '/api/v1/session', {})).toBeUndefined();
});
