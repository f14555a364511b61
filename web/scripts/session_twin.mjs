// A twin of the server's session routes, for looking at the shell without the server. It knows one
// login per role, all with one password, like the demo city.
const kPassword = 'olive-demo';

const roles = {
  citizen: [{ role: 'citizen', organisation_id: null, organisation_name: null }],
  worker: [
    { role: 'care_worker', organisation_id: '901', organisation_name: '해운대지역자활센터' },
    { role: 'shop_keeper', organisation_id: '902', organisation_name: '올리브 도시락 좌동점' },
  ],
  shop: [
    { role: 'shop_keeper', organisation_id: '902', organisation_name: '올리브 도시락 좌동점' },
  ],
  coordinator: [
    { role: 'coordinator', organisation_id: '901', organisation_name: '해운대지역자활센터' },
  ],
};

function problem(status, code, detail = '') {
  return { status, body: { status, code, detail, fields: [] } };
}

/** @param {{ login?: string, idle_s?: number }} options signed in from the start, short sessions
 *  @returns an answerer for serve(): (method, path, body) → { status, body } */
export function session_twin({ login = '', idle_s = 1800 } = {}) {
  let signed_in = login;
  const view = () => ({
    person_id: '1',
    name: '김다온',
    roles: roles[signed_in],
    csrf_token: 'twin',
    expires_at: new Date(Date.now() + idle_s * 1000).toISOString(),
    language: 'ko',
  });
  return (method, path, body) => {
    if (path === '/api/v1/sessions') {
      const knows = body.login in roles && body.password === kPassword;
      if (!knows) return problem(422, 'sign_in_failed', '아이디 또는 비밀번호가 맞지 않습니다.');
      signed_in = body.login;
      return { status: 201, body: view() };
    }
    if (path === '/api/v1/session/extension') return { status: 200, body: view() };
    if (path !== '/api/v1/session') return problem(404, 'not_found');
    if (!signed_in) return problem(401, 'sign_in_required');
    if (method === 'DELETE') signed_in = '';
    return { status: 200, body: signed_in ? view() : {} };
  };
}
