import { describe, expect, it, vi } from 'vitest';
import { offline_problem, Problem } from '@platform/api/problem';
import type { Product, Receipt, SaleForm } from '../types';
import { wares_of, type Ware } from './cart';
import { Sale } from './sale.svelte';

const kCard = '4539578763621486';
const product: Product = {
  id: '7',
  shop_id: '1',
  name: 'tofu',
  kind: 'goods',
  price_won: 3000,
  is_sold: true,
  version: 1,
  description: '',
  photo: '',
  duration_minutes: 0,
  capacity: 1,
};
const tofu = wares_of({ product, stock: null, options: [] })[0] as Ware;
const receipt = { sale_id: '9', points: 6000 } as Receipt;

function refusal(code: string, status = 422) {
  return new Problem({ status, code, detail: '', fields: [] });
}

/** A sale of two tofu with the card and PIN in. */
function ready(send: (form: SaleForm, key: string) => Promise<Receipt>): Sale {
  const sale = new Sale('1', send);
  sale.change(tofu, 2);
  sale.to_card();
  sale.take_card(kCard);
  sale.pin = '2468';
  return sale;
}

describe('a sale', () => {
  it('sends the basket once and ends with the receipt', async () => {
    const send = vi.fn(async () => receipt);
    const sale = ready(send);
    await Promise.all([sale.pay(), sale.pay()]);
    expect(send).toHaveBeenCalledTimes(1);
    expect(send.mock.calls[0]).toEqual([
      {
        shop_id: '1',
        card_number: kCard,
        pin: '2468',
        lines: [{ product_id: '7', quantity: 2 }],
      },
      expect.any(String),
    ]);
    expect([sale.step, sale.receipt, sale.pin]).toEqual(['receipt', receipt, '']);
    await sale.pay();
    expect(send).toHaveBeenCalledTimes(1);
  });

  it('says which option it hands out', async () => {
    const send = vi.fn<(form: SaleForm, key: string) => Promise<Receipt>>(async () => receipt);
    const sale = new Sale('1', send);
    const half = { id: '8', name: 'half', extra_won: -1000, is_sold: true, has_own_stock: true };
    sale.change(wares_of({ product, stock: null, options: [half] })[0] as Ware, 1);
    expect(sale.total).toBe(2000);
    sale.to_card();
    sale.take_card(kCard);
    sale.pin = '2468';
    await sale.pay();
    expect(send.mock.calls[0]?.[0].lines).toEqual([
      { product_id: '7', quantity: 1, option_id: '8' },
    ]);
  });

  it('says at which fair it is made', async () => {
    const send = vi.fn<(form: SaleForm, key: string) => Promise<Receipt>>(async () => receipt);
    const sale = new Sale('1', send, '77');
    sale.set_amount(1500);
    sale.to_card();
    sale.take_card(kCard);
    sale.pin = '2468';
    await sale.pay();
    expect(send.mock.calls[0]?.[0]).toMatchObject({ shop_id: '1', fair_id: '77' });
  });

  it('sends an amount only without products', async () => {
    const send = vi.fn(async () => receipt);
    const sale = new Sale('1', send);
    sale.change(tofu, 1);
    sale.set_amount(1500);
    expect(sale.total).toBe(1500);
    sale.to_card();
    sale.take_card(kCard);
    await sale.pay();
    expect(send.mock.calls[0]?.at(0)).toMatchObject({ lines: [], amount_points: 1500 });
  });

  it('takes won beside the points', async () => {
    const send = vi.fn(async () => receipt);
    const sale = new Sale('1', send);
    sale.change(tofu, 2);
    sale.paid_won = 6000;
    sale.to_card();
    expect([sale.total, sale.step]).toEqual([0, 'goods']);
    sale.paid_won = 2500;
    expect(sale.total).toBe(3500);
    sale.to_card();
    sale.take_card(kCard);
    sale.pin = '2468';
    await sale.pay();
    expect(send.mock.calls[0]?.at(0)).toMatchObject({ paid_won: 2500 });
    sale.set_amount(1500);
    expect(sale.total).toBe(1500);
  });

  it('does not go on with an empty basket or a mistyped card', () => {
    const sale = new Sale('1', async () => receipt);
    sale.to_card();
    expect(sale.step).toBe('goods');
    sale.change(tofu, 1);
    sale.to_card();
    expect(sale.take_card('4539578763621487')).toBe(false);
    expect(sale.step).toBe('card');
  });

  it.each([
    ['pin_wrong', 'pin'],
    ['pin_locked', 'card'],
    ['own_card', 'card'],
    ['points_insufficient', 'goods'],
    ['stock_insufficient', 'goods'],
  ])('after %s goes on at %s, as another deed without the PIN', async (code, step) => {
    const keys: string[] = [];
    const sale = ready(async (_, key) => {
      keys.push(key);
      throw refusal(code);
    });
    await sale.pay();
    expect([sale.step, sale.pin, sale.problem?.code]).toEqual([step, '', code]);
    expect(sale.is_uncertain).toBe(false);
    sale.step = 'pin';
    await sale.pay();
    expect(keys[1]).not.toBe(keys[0]);
  });

  it.each([
    ['no connection', offline_problem()],
    ['a busy server', refusal('unavailable', 503)],
  ])('after %s only asks again, with the same key', async (_, problem) => {
    const send = vi.fn<(form: SaleForm, key: string) => Promise<Receipt>>();
    send.mockRejectedValueOnce(problem).mockResolvedValueOnce(receipt);
    const sale = ready(send);
    await sale.pay();
    expect([sale.step, sale.is_uncertain]).toEqual(['pin', true]);
    sale.back();
    expect(sale.step).toBe('pin');
    await sale.pay();
    expect(sale.step).toBe('receipt');
    expect(send.mock.calls[1]).toEqual(send.mock.calls[0]);
  });

  it('asks for no PIN without a connection', () => {
    const sale = new Sale('1', async () => receipt);
    sale.is_offline = true;
    sale.change(tofu, 1);
    sale.to_card();
    sale.take_card(kCard);
    expect(sale.step).toBe('offline');
    sale.back();
    expect(sale.step).toBe('card');
  });

  it('goes back step by step and forgets the PIN', () => {
    const sale = ready(async () => receipt);
    sale.back();
    expect([sale.step, sale.pin]).toEqual(['card', '']);
    sale.back();
    expect(sale.step).toBe('goods');
    expect(sale.total).toBe(6000);
  });
});
