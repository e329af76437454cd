import { type PeopleEvent, type ShownMessage } from '@pulso/local/telegram';

import { lineRenderer, problemColours } from './render-line';

/** Bright green, which no function has. */
const telegramColour = 92;

/** Enough to recognize a message by; the console shows it whole. */
const maxShownCharacters = 120;

/**
 * Shows a person what the bot does in chats: what it sends, edits and deletes, and what Telegram refuses.
 *
 * What people say is left out: they see it where they say it.
 *
 * @param colours - Whether to colour the lines.
 * @returns Renders an event; undefined for what is not the bot's doing.
 */
export function createTelegramLines(
  colours: boolean,
): (event: PeopleEvent, chatName: string, atMs: number) => string | undefined {
  const render = lineRenderer(colours);
  return (event, chatName, atMs) => {
    const text = textOf(event, chatName);
    if (text === undefined) return undefined;
    const level = event.type === 'call-refused' || event.type === 'update-dropped' ? 'ERROR' : 'WARN';
    const isProblem = level === 'ERROR' || event.type === 'update-refused';
    return render({
      ...{ atMs, text, name: 'telegram', nameColour: telegramColour },
      textColour: isProblem ? problemColours[level] : undefined,
    });
  };
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
    case 'message-deleted':
      return `deleted #${event.messageId} in ${chatName}`;
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
