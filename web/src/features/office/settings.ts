import { i18n, t, t_code } from '@platform/i18n/language.svelte';
import { duration, number, points, won } from '@platform/i18n/units';
import type { SettingView } from './types';

/** The modules that have settings, in the order people look for them. */
export const groups = ['care', 'teams', 'market', 'people', 'settings', 'auth'] as const;

const kMinute_s = 60;

/** The module a setting belongs to: the first part of its key. */
export function group_of(key: string): string {
  return key.split('.')[0] ?? '';
}

/** Where the setting's group stands in the list; modules without a group come last. */
export function group_rank(key: string): number {
  const rank = groups.findIndex((group) => group === group_of(key));
  return rank < 0 ? groups.length : rank;
}

/**
 * What a setting is called. Care has the same settings for every service, so that their names are
 * made of the service and the rule; a key without a name is shown as it is.
 */
export function setting_name(key: string): string {
  const [group, service, rule] = key.split('.');
  if (group !== 'care' || rule === undefined) return named(`office.setting.${key}`, key);
  const name = named(`office.rule.${rule}`, rule);
  return `${named(`office.service.${service}`, service ?? '')} · ${name}`;
}

function named(message: string, otherwise: string): string {
  return i18n.has(message) ? i18n.text(message) : otherwise;
}

/** A value with its unit in words; a tariff as a sentence, other tables as a mark. */
export function value_text(setting: Pick<SettingView, 'kind' | 'unit'>, value: string): string {
  if (setting.kind === 'table') return tariff_text(value) ?? t('office.table');
  const amount = Number(value);
  if (setting.kind !== 'integer' || !Number.isSafeInteger(amount)) return value;
  switch (setting.unit) {
    case 'second':
      return duration(amount);
    case 'minute':
      return duration(amount * kMinute_s);
    case 'won':
      return won(amount);
    case 'point':
      return points(amount);
    default:
      return setting.unit
        ? `${number(amount)}${t_code('office.unit_after', setting.unit)}`
        : number(amount);
  }
}

/** What one unit is called, for the column and behind the field. */
export function unit_name(unit: string): string {
  return unit === '' ? t('office.unit.count') : t_code('office.unit', unit);
}

interface Tariff {
  basis: string;
  amount_won: number;
  extra_unit_won: number;
  block_min: number;
}

function is_tariff(table: unknown): table is Tariff {
  return typeof table === 'object' && table !== null && 'basis' in table && 'amount_won' in table;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function tariff_text(value: string): string | null {
  const table = parsed(value);
  if (!is_tariff(table) || !i18n.has(`office.basis.${table.basis}`)) return null;
  return i18n.text(`office.basis.${table.basis}`, {
    amount: won(table.amount_won),
    extra: won(table.extra_unit_won),
    minutes: table.block_min,
  });
}

/** A table as its author can read and change it; anything that is no JSON stays as it is. */
export function readable(value: string): string {
  const table = parsed(value);
  return table === undefined ? value : JSON.stringify(table, null, 2);
}

/** Whether the text is JSON at all; what the table must hold is the server's to say. */
export function is_json(text: string): boolean {
  return parsed(text) !== undefined;
}
