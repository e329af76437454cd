import { type JsonObject, asObject, asString } from '../telegram-types';

/** A button under a message, or of the keyboard that takes the place of the typed one. */
export interface ShownButton {
  readonly label: string;
  /** What a press does: tells the bot, opens a link, says the label, or nothing that can be done here. */
  readonly press:
    | { readonly type: 'callback'; readonly data: string }
    | { readonly type: 'link'; readonly url: string }
    | { readonly type: 'say' }
    | { readonly type: 'other' };
}

/** Buttons under a message, or those in the place of the typed keyboard: without rows, it is taken away. */
export interface ShownKeyboard {
  readonly isInline: boolean;
  readonly rows: readonly (readonly ShownButton[])[];
}

/** @param markup - As the bot has sent it. @returns Undefined when no keyboard changes by it. */
export function shownKeyboard(markup: JsonObject = {}): ShownKeyboard | undefined {
  if ('inline_keyboard' in markup) return { isInline: true, rows: rowsOf(markup['inline_keyboard'], inlinePress) };
  if (!('keyboard' in markup || 'remove_keyboard' in markup)) return undefined;
  return { isInline: false, rows: rowsOf(markup['keyboard'], () => ({ type: 'say' })) };
}

const rowsOf = (rows: unknown, pressOf: (button: JsonObject) => ShownButton['press']): ShownKeyboard['rows'] =>
  (Array.isArray(rows) ? rows : []).map((row) =>
    [row].flat().flatMap((button) => {
      // Buttons of the typed keyboard may be plain texts.
      const label = asString(button) ?? asString(asObject(button)['text']);
      return label === undefined ? [] : [{ label, press: pressOf(asObject(button)) }];
    }),
  );

function inlinePress({ callback_data: data, url }: JsonObject): ShownButton['press'] {
  if (typeof data === 'string') return { type: 'callback', data };
  return typeof url === 'string' ? { type: 'link', url } : { type: 'other' };
}
