import { computed, signal } from '@preact/signals';
import type { ChatSummary, ShownMessage } from '@pulso/console-api';

import { route } from '../../state/route';
import { type Note } from './chat-rows';

/** What became of an update, by the bot's side. */
export type Outcome =
  { readonly type: 'waiting' | 'taken' } | { readonly type: 'refused' | 'dropped' | 'unseen'; readonly reason: string };

/** All chats, the one with the latest message first; undefined before they are known. */
export const chats = signal<readonly ChatSummary[] | undefined>(undefined);

/** The chat that the address names. */
export const openChatId = computed(() => {
  const id = Number(route.value.page === 'chat' ? route.value.rest[0] : undefined);
  return Number.isSafeInteger(id) ? id : undefined;
});

export const openChat = computed(() => chats.value?.find(({ id }) => id === openChatId.value));

/** Everybody who can speak. */
export const people = computed(() => chats.value?.filter(({ type }) => type === 'private') ?? []);

/** Messages of the open chat as far as they are loaded, oldest first. */
export const messages = signal<readonly ShownMessage[]>([]);

/** Who speaks in groups; in private it is the person of the chat. */
const groupSpeakerId = signal<number | undefined>(undefined);

export const speaker = computed((): ChatSummary | undefined => {
  const chat = openChat.value;
  if (chat?.type === 'private') return chat;
  const lastId = messages.value.findLast(({ senderId }) => senderId !== undefined)?.senderId;
  const [first] = people.value;
  return personOf(groupSpeakerId.value) ?? personOf(lastId) ?? personOf(chat?.ownerId) ?? first;
});

const personOf = (personId: number | undefined): ChatSummary | undefined =>
  people.value.find(({ id }) => id === personId);

export function speakAs(personId: number): void {
  groupSpeakerId.value = personId;
}

export const hasEarlier = signal(false);

/** What explains that something is not seen, in all chats. */
export const notes = signal<readonly Note[]>([]);

/** The topic of a forum that is shown and written to; undefined: all are shown, the general one is written to. */
export const topicId = signal<number | undefined>(undefined);

export const replyingTo = signal<ShownMessage | undefined>(undefined);

/** What the bot is doing in a chat: typing and the like. */
export const botAction = signal<{ readonly chatId: number; readonly action: string } | undefined>(undefined);

/** What the bot has answered to a press, which only the one who has pressed sees. */
export const callbackNotice = signal<{ readonly text: string; readonly isAlert: boolean } | undefined>(undefined);

/** By update id: what has become of it so far. */
export const outcomes = signal<ReadonlyMap<number, Outcome>>(new Map());

/** What was said here: by chat and message, its update, or why it has none. */
export const saidHere = signal<ReadonlyMap<string, { readonly updateId?: number; readonly unseen?: string }>>(
  new Map(),
);

/** Presses that wait for their answer: by query, the button. */
export const pressed = signal<ReadonlyMap<string, string>>(new Map());

/** Answers that came before the press was known here to have happened. */
export const earlyAnswers = new Map<string, { readonly text: string; readonly isAlert: boolean }>();
