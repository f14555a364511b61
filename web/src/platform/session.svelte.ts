import * as http from './api/http';
import { Problem } from './api/problem';
import type { Role } from './feature';

export interface RoleGrant {
  role: Role;
  /** Absent: the whole region. */
  organisation_id?: string | null;
  organisation_name?: string | null;
}

export interface SessionView {
  person_id: string;
  name: string;
  roles: RoleGrant[];
  csrf_token: string;
  /** When the server ends the session unless it is used. Every request moves it. */
  expires_at: string;
  language: string;
}

const kRole = 'olive.role';
const kSecond_ms = 1000;
/** Roles that somebody holds beside their work; work comes first. */
const kBeside: readonly Role[] = ['participant', 'citizen'];
/** The reader is asked this long before the session ends. */
export const kWarning_s = 120;

/** Who is signed in, and in which of their roles they act now. */
class Session {
  view = $state.raw<SessionView | null>(null);
  is_known = $state(false);
  /** True when a session ended by itself, so that the sign-in screen can say why. */
  has_expired = $state(false);
  #chosen = $state(0);
  #answered_at = $state(0);
  /** How long the server waits for the next request, as it said at the last sign of life. */
  #idle_ms = $state(0);

  role = $derived<RoleGrant | null>(this.view?.roles[this.#chosen] ?? null);

  /** Asks the server once whether somebody is signed in. */
  async start(): Promise<void> {
    http.listen({
      answered: () => void (this.#answered_at = Date.now()),
      signed_out: () => this.#expire(),
    });
    try {
      this.#enter(await http.get<SessionView>('/api/v1/session'));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
    }
    this.is_known = true;
  }

  async sign_in(login: string, password: string, key: string): Promise<void> {
    this.#enter(await http.post<SessionView>('/api/v1/sessions', { login, password }, key));
  }

  async sign_out(): Promise<void> {
    await http.remove('/api/v1/session').catch(() => undefined);
    this.#leave();
    this.has_expired = false;
  }

  /** Any request renews the session; this one asks for nothing else. */
  async extend(): Promise<void> {
    await http.patch('/api/v1/session/extension', {});
  }

  act_as(index: number): void {
    this.#chosen = index;
    localStorage.setItem(kRole, role_key(this.view?.roles[index]));
  }

  /** Takes up the first role that `may` do something; false when the reader holds none. */
  act_where(may: (role: Role) => boolean): boolean {
    const index = this.view?.roles.findIndex((grant) => may(grant.role)) ?? -1;
    if (index < 0) return false;
    this.act_as(index);
    return true;
  }

  get chosen_index(): number {
    return this.#chosen;
  }

  /** Seconds until the server ends the session, as seen from the last answer. */
  remaining_s(now_ms: number): number {
    const remaining_ms = this.#idle_ms - (now_ms - this.#answered_at);
    return Math.max(0, Math.round(remaining_ms / kSecond_ms));
  }

  #enter(view: SessionView): void {
    http.set_csrf_token(view.csrf_token);
    const roles = [...view.roles].sort((a, b) => kBeside.indexOf(a.role) - kBeside.indexOf(b.role));
    const last = roles.findIndex((grant) => role_key(grant) === localStorage.getItem(kRole));
    this.#chosen = Math.max(0, last);
    this.#answered_at = Date.now();
    this.#idle_ms = Date.parse(view.expires_at) - this.#answered_at;
    this.view = { ...view, roles };
    this.has_expired = false;
  }

  #expire(): void {
    if (this.view) this.has_expired = true;
    this.#leave();
  }

  #leave(): void {
    http.set_csrf_token('');
    this.view = null;
    this.#chosen = 0;
  }
}

function role_key(grant: RoleGrant | undefined): string {
  return grant ? `${grant.role}@${grant.organisation_id ?? ''}` : '';
}

export const session = new Session();
