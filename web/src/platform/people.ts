import { get } from './api/http';

/** A person as a search shows them: masked. */
export interface PersonFound {
  id: string;
  name: string;
  born_on?: string | null;
  phone: string;
  management_number: string;
}

/** One suggestion of a search box. */
export interface PersonOption {
  value: string;
  label: string;
  note: string;
}

const kTypedMin = 1;

/** Persons by part of the name, its initial consonants, or digits of the phone number. */
export async function search_persons(typed: string): Promise<PersonOption[]> {
  if (typed.trim().length < kTypedMin) return [];
  const found = await get<{ items: PersonFound[] }>('/api/v1/persons', { q: typed.trim() });
  return found.items.map(option_of);
}

export function option_of(person: PersonFound): PersonOption {
  const note = [person.born_on?.slice(0, 4), person.phone, person.management_number];
  return { value: person.id, label: person.name, note: note.filter(Boolean).join(' · ') };
}
