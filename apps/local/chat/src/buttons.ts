import { type ShownMessage } from '@pulso/console-api';

/** A button under a message, or of the keyboard that takes the place of the typed one. */
export interface Button {
  readonly label: string;
  /** What a press does: tells the bot, opens a link, says the label, or nothing that can be done here. */
  readonly press:
    | { readonly type: 'callback'; readonly data: string }
    | { readonly type: 'link'; readonly url: string }
    | { readonly type: 'say' }
    | { readonly type: 'other' };
}

/** @returns The buttons of a message row by row, none when it has no keyboard. */
export function buttonRowsOf({ replyMarkup }: Pick<ShownMessage, 'replyMarkup'>): readonly (readonly Button[])[] {
  const inline = rowsOf(replyMarkup?.['inline_keyboard']).map((row) => row.map(inlineButton));
  if (inline.length > 0) return inline;
  return rowsOf(replyMarkup?.['keyboard']).map((row) =>
    row.map((button) => ({ label: labelOf(button), press: { type: 'say' } })),
  );
}

function inlineButton(button: unknown): Button {
  const { callback_data: data, url } = fieldsOf(button);
  const label = labelOf(button);
  if (typeof data === 'string') return { label, press: { type: 'callback', data } };
  return typeof url === 'string' ? { label, press: { type: 'link', url } } : { label, press: { type: 'other' } };
}

const rowsOf = (rows: unknown): unknown[][] => (Array.isArray(rows) ? rows.filter((row) => Array.isArray(row)) : []);

/** Buttons of the typed keyboard may be plain texts. */
const labelOf = (button: unknown): string => {
  const { text } = fieldsOf(button);
  return typeof button === 'string' ? button : typeof text === 'string' ? text : '';
};

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
