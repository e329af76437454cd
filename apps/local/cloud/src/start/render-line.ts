import { type PeopleEvent, type ShownMessage } from '@pulso/world/telegram';

/** Widest name of a service of this project; a longer one only shifts its line. */
const nameWidth = 12;

/** Enough of a request id to tell requests apart and to find the rest of it. */
const shownIdLength = 8;

/** Codes of SGR, by level. */
export const problemColours: Readonly<Record<string, number>> = { WARN: 33, ERROR: 31, FATAL: 31 };

/** One line of what happens in the local cloud. Colours are codes of SGR. */
export interface Line {
  /** Epoch ms. */
  readonly atMs: number;
  /** Who it is about. */
  readonly name: string;
  readonly nameColour?: number | undefined;
  /** Of a request. */
  readonly id?: string | undefined;
  readonly text: string;
  readonly textColour?: number | undefined;
}

/**
 * Names, ids and texts may come from strangers: what would steer the terminal is shown as an escape, here and nowhere else.
 *
 * @returns Renders lines: time (UTC), name, the beginning of the id, text; without a line break at the end.
 */
export function lineRenderer(colours: boolean): (line: Line) => string {
  const paint = (text: string, code: number | undefined): string =>
    colours && code !== undefined ? `\u001B[${code}m${text}\u001B[0m` : text;
  return ({ atMs, name, nameColour, id = '-'.repeat(shownIdLength), text, textColour }) =>
    [
      new Date(atMs).toISOString().slice(11, 23),
      paint(withoutControls(name).padEnd(nameWidth), nameColour),
      withoutControls(id.slice(0, shownIdLength)),
      paint(withoutControls(text), textColour),
    ].join('  ');
}

/** A stranger's text must not steer the terminal, nor turn its writing direction. */
const withoutControls = (text: string): string =>
  text.replace(
    /[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** Bright green, which no function has. */
const telegramColour = 92;

/** Enough to recognize a message by; the console shows it whole. */
const maxShownCharacters = 120;

/**
 * Tells a person what the bot does in chats: what it sends, edits and deletes, and what Telegram refuses. What people say
 * is left out: they see it where they say it.
 *
 * @returns undefined for what is not the bot's doing.
 */
export function telegramLineOf(
  event: PeopleEvent,
  chatName: string,
): Pick<Line, 'nameColour' | 'text' | 'textColour'> | undefined {
  const text = textOf(event, chatName);
  if (text === undefined) return undefined;
  const isRefused = event.type === 'call-refused' || event.type === 'update-dropped';
  const level = isRefused ? 'ERROR' : event.type === 'update-refused' ? 'WARN' : '';
  return { text, nameColour: telegramColour, textColour: problemColours[level] };
}

function textOf(event: PeopleEvent, chatName: string): string | undefined {
  switch (event.type) {
    case 'message-sent':
      return event.message.from === 'bot'
        ? `sent #${event.message.messageId} to ${chatName}: ${shown(event.message)}`
        : undefined;
    case 'message-edited':
      return event.message.from === 'bot'
        ? `edited #${event.message.messageId} in ${chatName}: ${shown(event.message)}`
        : undefined;
    case 'callback-answered':
      return event.text === '' ? undefined : `answered a button: ${shownText(event.text)}`;
    case 'call-refused':
      return `refused ${event.method}${chatName === '' ? '' : ` to ${chatName}`}: ${shownText(event.description)}`;
    case 'update-refused':
      return `the bot did not take update ${event.updateId} (try ${event.attempt}): ${shownText(event.reason)}`;
    case 'update-dropped':
      return `the bot does not get update ${event.updateId}: ${shownText(event.reason)}`;
    case 'update-taken':
      return undefined;
    default:
      return event satisfies never;
  }
}

function shown({ text, attachment }: ShownMessage): string {
  const parts = [attachment === undefined ? '' : `[${attachment}]`, shownText(text)];
  return parts.filter((part) => part !== '').join(' ');
}

/** The first line, cut where it is long, and how many there are besides. */
function shownText(text: string): string {
  const [first = '', ...others] = text.split('\n').filter((line) => line.trim() !== '');
  const characters = [...first];
  const cut = characters.length > maxShownCharacters ? `${characters.slice(0, maxShownCharacters).join('')}...` : first;
  const rest = others.length === 0 ? '' : ` (and ${others.length} more line${others.length === 1 ? '' : 's'})`;
  return `${cut}${rest}`;
}
