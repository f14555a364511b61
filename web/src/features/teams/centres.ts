import { get } from '@platform/api/http';
import type { Organisation } from './types';

/** The regional centres by name. */
export async function load_centres(signal?: AbortSignal): Promise<Organisation[]> {
  return (await get('/api/v1/organisations', { kind: 'regional_centre' }, signal)).items;
}

export function centre_name(centres: Organisation[] | undefined, centre_id: string): string {
  return centres?.find((centre) => centre.id === centre_id)?.name ?? '';
}
