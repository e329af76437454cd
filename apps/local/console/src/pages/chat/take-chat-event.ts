import { batch } from '@preact/signals';
import type { ChatSummary, ConsoleEvent, PeopleEvent, ShownMessage } from '@pulso/console-api';

import { loadChats, loadMessages, takeAnswer } from './chat-acts';
import { mergeMessages, withDeleted } from './chat-rows';
import { type Outcome, botAction, chats, messages, notes, openChatId, outcomes } from './chat-state';

/** How long "typing" is shown, ms. @see https://core.telegram.org/bots/api#sendchataction */
const actionMs = 5000;

/** How many notes and outcomes are kept. */
const keptCount = 500;

/** Brings what the page shows up to date with an event of the stream. */
export function takeChatEvent(event: ConsoleEvent): void {
  if (event.type === 'reset') {
    void loadChats();
    void loadMessages();
  }
  if (event.type === 'people') batch(() => takePeopleEvent(event.event, event.atMs));
}

function takePeopleEvent(event: PeopleEvent, atMs: number): void {
  switch (event.type) {
    case 'message-sent':
    case 'message-edited':
      return takeMessage(event.message);
    case 'message-deleted':
      if (event.chatId === openChatId.value) messages.value = withDeleted(messages.value, event.messageId, atMs);
      return;
    case 'chat-action':
      return showAction({ chatId: event.chatId, action: event.action.replaceAll('_', ' ') });
    case 'callback-answered':
      return takeAnswer(event.queryId, { text: event.text, isAlert: event.showAlert });
    case 'update-taken':
      return takeOutcome(event.updateId, { type: 'taken' });
    case 'update-refused': {
      const reason = `try ${event.attempt}: ${event.reason}`;
      return takeOutcome(event.updateId, { type: 'refused', reason });
    }
    case 'update-dropped':
      return takeOutcome(event.updateId, { type: 'dropped', reason: event.reason });
    case 'call-refused': {
      const chatId = /^-?\d+$/.test(event.chatId ?? '') ? Number(event.chatId) : undefined;
      const to = chatId === undefined && event.chatId !== undefined ? ` to ${event.chatId}` : '';
      const text = `Telegram refused the bot's ${event.method}${to}: ${event.description}`;
      notes.value = [...notes.value, { atMs, chatId, text }].slice(-keptCount);
      return;
    }
    default:
      return event satisfies never;
  }
}

function takeMessage(message: ShownMessage): void {
  if (message.chatId === openChatId.value) messages.value = mergeMessages(messages.value, [message]);
  if (message.from === 'bot' && botAction.value?.chatId === message.chatId) botAction.value = undefined;
  const list = chats.value;
  const chat = list?.find(({ id }) => id === message.chatId);
  // A group that has moved is another chat from now on.
  if (!list || !chat || chat.state === 'not-started' || message.content !== undefined) return loadChatsSoon();
  if ((chat.last?.messageId ?? 0) > message.messageId) return;
  chats.value = [{ ...chat, last: lastOf(message) }, ...list.filter(({ id }) => id !== chat.id)];
}

let isLoadingSoon = false;

/** Many messages may come at once, and one look at the list is enough for all of them. */
function loadChatsSoon(): void {
  if (isLoadingSoon) return;
  isLoadingSoon = true;
  setTimeout(() => {
    isLoadingSoon = false;
    void loadChats();
  }, 200);
}

function lastOf({ versions, ...message }: ShownMessage): NonNullable<ChatSummary['last']> {
  return { ...message, atMs: versions[0]?.atMs ?? 0 };
}

let actionTimer: ReturnType<typeof setTimeout> | undefined;

function showAction(action: { readonly chatId: number; readonly action: string }): void {
  botAction.value = action;
  clearTimeout(actionTimer);
  actionTimer = setTimeout(() => (botAction.value = undefined), actionMs);
}

function takeOutcome(updateId: number, outcome: Outcome): void {
  outcomes.value = new Map([...outcomes.value, [updateId, outcome] as const].slice(-keptCount));
}
