import { beforeEach, expect, it, vi } from 'vitest';
import { session, type SessionView } from './session.svelte';

const view: SessionView = {
  person_id: '1',
  name: 'Daon',
  roles: [
    { role: 'care_worker', organisation_id: '9', organisation_name: 'Centre' },
    { role: 'shop_keeper', organisation_id: '8', organisation_name: 'Shop' },
  ],
  csrf_token: 'token-1',
  expires_at: new Date(Date.now() + 600_000).toISOString(),
  language: 'ko',
};
const fetched = vi.fn<typeof fetch>();

function answer(status: number, body: unknown) {
  fetched.mockResolvedValueOnce(new Response(JSON.stringify(body), { status }));
}

beforeEach(() => {
  localStorage.clear();
  fetched.mockReset();
  vi.stubGlobal('fetch', fetched);
});

async function signed_in() {
  answer(200, view);
  await session.start();
}

it('starts signed out when the server knows nobody', async () => {
  answer(401, { code: 'sign_in_required' });
  await session.start();
  expect(session).toMatchObject({ view: null, is_known: true, has_expired: false, role: null });
});

it('signs in and sends the CSRF token from then on', async () => {
  answer(201, view);
  await session.sign_in('daon', 'secret', 'key-1');
  expect(session.role?.role).toBe('care_worker');
  fetched.mockReset();
  fetched.mockResolvedValueOnce(new Response(null, { status: 204 }));
  await session.sign_out();
  expect(fetched.mock.calls[0]?.[1]?.headers).toMatchObject({ 'X-Olive-Csrf': 'token-1' });
  expect(session.view).toBeNull();
});

it('acts as the last chosen role after a reload', async () => {
  await signed_in();
  session.act_as(1);
  await signed_in();
  expect(session.role?.role).toBe('shop_keeper');
});

it('puts work before the roles that somebody holds beside it', async () => {
  answer(200, {
    ...view,
    roles: [{ role: 'participant', organisation_id: '9' }, ...view.roles],
  });
  await session.start();
  expect(session.view?.roles.map((grant) => grant.role)).toEqual([
    'care_worker',
    'shop_keeper',
    'participant',
  ]);
});

it('takes up a role that may do what is asked', async () => {
  await signed_in();
  expect(session.act_where((role) => role === 'shop_keeper')).toBe(true);
  expect(session.role?.role).toBe('shop_keeper');
  expect(session.act_where((role) => role === 'auditor')).toBe(false);
  expect(session.role?.role).toBe('shop_keeper');
});

it('says so when a session ended by itself', async () => {
  await signed_in();
  answer(401, { code: 'session_expired' });
  await session.extend().catch(() => undefined);
  expect(session).toMatchObject({ view: null, has_expired: true });
});

it('counts down from the last answer', async () => {
  await signed_in();
  const now = Date.now();
  expect(session.remaining_s(now)).toBeGreaterThan(590);
  expect(session.remaining_s(now + 300_000)).toBeLessThanOrEqual(300);
  expect(session.remaining_s(now + 3_600_000)).toBe(0);
});
