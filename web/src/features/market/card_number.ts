const kDigits = 16;
const kGroup = 4;

/** The digits somebody typed or scanned, at most as many as a card has. */
export function digits_of(text: string): string {
  return text.replace(/\D/g, '').slice(0, kDigits);
}

/** Digits in groups of four, as printed on the card. */
export function card_text(digits: string): string {
  return (digits.match(new RegExp(`.{1,${kGroup}}`, 'g')) ?? []).join(' ');
}

/** All but the last four digits hidden, for lists that others see. */
export function masked_card(digits: string): string {
  return card_text('•'.repeat(Math.max(0, digits.length - kGroup)) + digits.slice(-kGroup));
}

/** True for 16 digits whose last is the check digit. See: ISO/IEC 7812-1, Luhn. */
export function is_card_number(digits: string): boolean {
  if (!/^\d{16}$/.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
