import type { ConsoleEvent } from '@pulso/local/console-api';

import { remarkOnTaken, remarkOnUpdate } from './chat-acts';
import { answers, notes } from './chat-state';

/** How many notes and answers are kept. */
const keptCount = 200;

/** Takes what messages do not show: answers to presses, and what becomes of updates and calls. */
export function takeChatEvent(told: ConsoleEvent): void {
  if (told.type !== 'people') return;
  const { event, atMs } = told;
  switch (event.type) {
    case 'message-sent':
    case 'message-edited':
      return;
    case 'callback-answered': {
      const answer = { text: event.text, isAlert: event.showAlert };
      answers.value = new Map([...answers.value, [event.queryId, answer] as const].slice(-keptCount));
      return;
    }
    case 'update-taken':
      return remarkOnTaken(event.updateId);
    case 'update-refused':
      return remarkOnUpdate(
        event.updateId,
        `The bot did not take it (try ${event.attempt}: ${event.reason}). Telegram tries again; "Why?" shows what it logged.`,
      );
    case 'update-dropped':
      return remarkOnUpdate(
        event.updateId,
        `The bot does not get it: ${event.reason === 'expired' ? 'it has expired.' : 'its allowed_updates leave this type out.'}`,
      );
    case 'call-refused': {
      const isId = /^-?\d+$/.test(event.chatId ?? '');
      const to = isId || event.chatId === undefined ? '' : ` to ${event.chatId}`;
      const text = `Telegram refused the bot's ${event.method}${to}: ${event.description}`;
      notes.value = [...notes.value, { atMs, chatId: isId ? Number(event.chatId) : undefined, text }].slice(-keptCount);
      return;
    }
    default:
      return event satisfies never;
  }
}
