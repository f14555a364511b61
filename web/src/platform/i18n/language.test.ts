import { beforeEach, expect, it, vi } from 'vitest';
import { i18n, t_code } from './language.svelte';

const words = {
  ko: { 'role.pilot': '조종사', greeting: '{name} 님' },
  en: { 'role.pilot': 'Pilot' },
};

beforeEach(() => localStorage.clear());

it('loads a catalogue once and again in another language', async () => {
  const loader = vi.fn(
    async (language: 'ko' | 'en'): Promise<Record<string, string>> => words[language],
  );
  await i18n.need('trial', loader);
  await i18n.need('trial', loader);
  expect(loader).toHaveBeenCalledTimes(1);
  expect(i18n.text('greeting', { name: '다온' })).toBe('다온 님');
  await i18n.choose('en');
  expect(t_code('role', 'pilot')).toBe('Pilot');
  expect(document.documentElement.lang).toBe('en');
});

it('shows the code when there is no message for it', () => {
  expect(t_code('role', 'astronaut')).toBe('astronaut');
});

it('remembers the language of the last visit', async () => {
  await i18n.choose('en');
  i18n.start();
  expect(i18n.language).toBe('en');
  localStorage.setItem('olive.language', 'tlh');
  i18n.start();
  expect(i18n.language).toBe('ko');
});
