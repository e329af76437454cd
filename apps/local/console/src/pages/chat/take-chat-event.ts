import { batch } from '@preact/signals';
import type { ConsoleEvent, PeopleEvent, ShownMessage } from '@pulso/local/console-api';

import { loadMessages, remarkOnTaken, remarkOnUpdate } from './chat-acts';
import { mergeMessages, withDeleted, answers, hasEarlier, messages, notes, openChatId } from './chat-state';

/** How many notes and answers are kept. */
const keptCount = 200;

/** How long events are collected, ms: thousands may come at once, and each look at them takes its time. */
const collectMs = 30;

const waiting: (ConsoleEvent & { readonly type: 'people' })[] = [];

/** Brings what the page shows up to date with an event of the stream. */
export function takeChatEvent(event: ConsoleEvent): void {
  if (event.type === 'reset') void loadMessages();
  if (event.type !== 'people') return;
  if (waiting.length === 0) setTimeout(takeWaiting, collectMs);
  waiting.push(event);
}

function takeWaiting(): void {
  batch(() => {
    for (const { event, atMs } of waiting.splice(0)) takePeopleEvent(event, atMs);
  });
}

function takePeopleEvent(event: PeopleEvent, atMs: number): void {
  switch (event.type) {
    case 'message-sent':
    case 'message-edited':
      return takeMessage(event.message);
    case 'message-deleted':
      if (event.chatId === openChatId.value) messages.value = withDeleted(messages.value, event.messageId, atMs);
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

function takeMessage(message: ShownMessage): void {
  // An edit of what is not loaded yet would stand before a gap.
  const isBeforeLoaded = hasEarlier.value && message.messageId < (messages.value[0]?.messageId ?? 0);
  if (message.chatId === openChatId.value && !isBeforeLoaded) messages.value = mergeMessages(messages.value, [message]);
}
