import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { beforeAll, expect, it, vi } from 'vitest';
import { i18n } from '@platform/i18n/language.svelte';
import Button from './Button.svelte';
import Combobox from './Combobox.svelte';
import FormErrorSummary from './FormErrorSummary.svelte';
import ko from './messages/ko.json';
import NumberField from './NumberField.svelte';
import PinPad from './PinPad.svelte';
import ReasonDialog from './ReasonDialog.svelte';
import Tabs from './Tabs.svelte';
import TextField from './TextField.svelte';

beforeAll(async () => {
  Element.prototype.scrollIntoView = vi.fn();
  HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
    this.open = false;
  };
  await i18n.need('ui', async () => ko);
});

const words = (text: string) => createRawSnippet(() => ({ render: () => `<span>${text}</span>` }));

it('Button refuses presses while busy and stays readable', async () => {
  const onclick = vi.fn();
  render(Button, { is_busy: true, onclick, children: words('save') });
  const button = screen.getByRole('button', { name: 'save' });
  await fireEvent.click(button);
  expect(onclick).not.toHaveBeenCalled();
  expect(button.getAttribute('aria-disabled')).toBe('true');
});

it('TextField ties label, hint and error to the input', () => {
  render(TextField, { id: 'phone', label: 'phone', value: '', hint: 'digits', error: 'wrong' });
  const input = screen.getByLabelText('phone');
  expect(input.getAttribute('aria-invalid')).toBe('true');
  expect(input.getAttribute('aria-describedby')).toBe('phone-hint phone-error');
  expect(document.getElementById('phone-error')?.textContent).toContain('wrong');
});

it.each([
  ['12300', '12,300'],
  ['1,2a3', '123'],
  ['', ''],
  ['007', '7'],
])('NumberField shows %s as %s', async (typed, shown) => {
  render(NumberField, { id: 'amount_won', label: 'amount', value: 5 });
  const input = screen.getByLabelText<HTMLInputElement>('amount');
  await fireEvent.input(input, { target: { value: typed } });
  expect(input.value).toBe(shown);
});

it('PinPad completes by keys and by keyboard, never longer than its length', async () => {
  const oncomplete = vi.fn();
  render(PinPad, { id: 'pin', label: 'secret', value: '', oncomplete });
  for (const key of ['1', '2', '3']) await fireEvent.click(screen.getByText(key));
  expect(oncomplete).not.toHaveBeenCalled();
  await fireEvent.click(screen.getByText('0'));
  await fireEvent.click(screen.getByText('9'));
  expect(oncomplete).toHaveBeenCalledExactlyOnceWith('1230');
});

it('Tabs move with the arrows and go round', async () => {
  const tabs = ['one', 'two', 'three'].map((id) => ({ id, label: id }));
  render(Tabs, { label: 'tabs', tabs, active: 'one', panel: words('panel') });
  await fireEvent.keyDown(screen.getByRole('tab', { name: 'one' }), { key: 'ArrowLeft' });
  expect(screen.getByRole('tab', { name: 'three' }).getAttribute('aria-selected')).toBe('true');
  await fireEvent.keyDown(screen.getByRole('tab', { name: 'three' }), { key: 'Home' });
  expect(document.activeElement).toBe(screen.getByRole('tab', { name: 'one' }));
});

it('Combobox chooses with the keyboard alone', async () => {
  const onchoose = vi.fn();
  const options = ['Daon', 'Sumi'].map((label) => ({ value: label, label }));
  render(Combobox, { id: 'who', label: 'who', value: null, search: () => options, onchoose });
  const input = screen.getByRole<HTMLInputElement>('combobox');
  await fireEvent.keyDown(input, { key: 'ArrowDown' });
  await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(2));
  await fireEvent.keyDown(input, { key: 'ArrowUp' });
  expect(input.getAttribute('aria-activedescendant')).toBe('who-option-1');
  await fireEvent.keyDown(input, { key: 'Enter' });
  expect(onchoose).toHaveBeenCalledWith(options[1]);
  expect(input.value).toBe('Sumi');
  expect(input.getAttribute('aria-expanded')).toBe('false');
});

it('FormErrorSummary takes the focus and leads to the field', async () => {
  document.body.innerHTML = '<input id="phone" />';
  const errors = [{ field: 'phone', text: 'wrong' }];
  render(FormErrorSummary, { errors });
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('alert')));
  await fireEvent.click(screen.getByText('wrong'));
  expect(document.activeElement?.id).toBe('phone');
});

it('ReasonDialog sends nothing without a reason, and then once', async () => {
  const send = vi.fn(async () => undefined);
  const ondone = vi.fn();
  render(ReasonDialog, {
    title: 'decline',
    text: 'what follows',
    label: 'why',
    missing: 'say why',
    confirm_label: 'decline it',
    done: 'declined',
    send,
    onclose: vi.fn(),
    ondone,
  });
  const confirm = screen.getByText('decline it');
  await fireEvent.click(confirm);
  expect(send).not.toHaveBeenCalled();
  expect(screen.getAllByText('say why').length).toBeGreaterThan(0);
  await fireEvent.input(screen.getByLabelText('why'), { target: { value: 'a wrong invoice' } });
  await fireEvent.click(confirm);
  await waitFor(() => expect(ondone).toHaveBeenCalledOnce());
  expect(send).toHaveBeenCalledWith('a wrong invoice', expect.any(String));
});
