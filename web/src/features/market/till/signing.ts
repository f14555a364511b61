import type { OfflineSale } from '../types';

/** The text that the server checks the signature of; see `signed_text` in offline_till.h. */
export function signed_text(
  device_id: string,
  shop_id: string,
  sale: Omit<OfflineSale, 'signature'>,
): string {
  const second = Math.floor(Date.parse(sale.sold_at) / 1000);
  const parts = ['olive-till-1', device_id, shop_id, sale.seq, second, sale.card_number];
  const place = sale.fair_id ? [`fair ${sale.fair_id}`] : [];
  const lines = (sale.lines ?? []).map((line) =>
    ['line', line.product_id, line.option_id ?? 0, line.quantity, line.price_won].join(' '),
  );
  return [...parts, sale.points, ...place, ...lines].join('\n');
}

/** An instant in whole seconds, as it is signed and sent. */
export function second_text(now: number): string {
  return new Date(Math.floor(now / 1000) * 1000).toISOString();
}

export function to_base64(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)));
}

/** Ed25519 keys of a till; the private one cannot be exported. */
export async function make_keys(): Promise<CryptoKeyPair> {
  return (await crypto.subtle.generateKey({ name: 'Ed25519' }, false, [
    'sign',
    'verify',
  ])) as CryptoKeyPair;
}

export async function public_key_text(keys: CryptoKeyPair): Promise<string> {
  return to_base64(await crypto.subtle.exportKey('raw', keys.publicKey));
}

export async function sign(keys: CryptoKeyPair, text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  return to_base64(await crypto.subtle.sign({ name: 'Ed25519' }, keys.privateKey, bytes));
}
