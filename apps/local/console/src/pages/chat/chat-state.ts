import { computed, signal } from '@preact/signals';
import type { ChatSummary, ShownMessage } from '@pulso/local/console-api';

import { route } from '../../state/route';

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

/** Ids of those of which, or of whose presses, the bot did not take an update at the first attempt. */
export const refusedIds = signal<readonly number[]>([]);

/** Who was chosen to speak in groups. */
export const chosenSpeakerId = signal<number | undefined>(undefined);

/** Who speaks: in private the person of the chat; else one who was chosen, has spoken last, or has made it; an admin. */
export const speaker = computed((): ChatSummary | undefined => {
  if (openChat.value?.type === 'private') return openChat.value;
  const lastId = messages.value.findLast(({ senderId }) => senderId !== undefined)?.senderId;
  const wantedIds = [chosenSpeakerId.value, lastId, openChat.value?.ownerId];
  const wanted = wantedIds.map((wantedId) => people.value.find(({ id }) => id === wantedId));
  return wanted.find(Boolean) ?? people.value.find(({ isAdmin }) => isAdmin) ?? people.value[0];
});

/** Who speaks and where, as operations name it; undefined when no chat is open. */
export const place = computed(() => {
  const [chat, person] = [openChat.value, speaker.value];
  if (!chat || !person) return undefined;
  return { person: person.id, ...(chat.type !== 'private' && { group: chat.id }) };
});

/** The topic of a forum that is shown and written to; undefined: all are shown, the general one is written to. */
export const topicId = signal<number | undefined>(undefined);

/** How often something was said here: it is seen then, wherever the reader was. */
export const saidCount = signal(0);

export const replyingTo = signal<ShownMessage | undefined>(undefined);

/** What Telegram has refused to do for the bot, in all chats. */
export const notes = signal<readonly Note[]>([]);

/** By message, why the bot has not got what was said or pressed there. */
export const remarks = signal<ReadonlyMap<string, string>>(new Map());

/** The last press of a button here whose answer was not read yet. */
export const lastPress = signal<{ readonly queryId: string; readonly button: string } | undefined>(undefined);

/** What the bot has answered to presses, by query: only the one who has pressed sees it. */
export const answers = signal<ReadonlyMap<string, { readonly text: string; readonly isAlert: boolean }>>(new Map());

/** The answer to the last press, as soon as it is there. */
export const lastAnswer = computed(() => answers.value.get(lastPress.value?.queryId ?? ''));

/** Names a message of any chat. */
export const messageKey = (chatId: number, messageId = 0): string => `${chatId}/${messageId}`;

/** Something that explains what is not seen in a chat. */
interface Note {
  readonly atMs: number;
  /** Undefined: of no chat. */
  readonly chatId: number | undefined;
  readonly text: string;
}

/** What stands in a conversation, one below the other. */
export type ChatRow =
  | { readonly type: 'day'; readonly key: string; readonly atMs: number }
  | { readonly type: 'message'; readonly key: string; readonly atMs: number; readonly message: ShownMessage }
  | { readonly type: 'note'; readonly key: string; readonly atMs: number; readonly text: string };

const sentAtMs = ({ versions }: ShownMessage): number => versions[0]?.atMs ?? 0;

/**
 * Puts messages and notes below each other, with the days between them.
 *
 * @param messages - Oldest first.
 */
export function chatRows(messages: readonly ShownMessage[], notes: readonly Note[]): readonly ChatRow[] {
  const shown = messages.map((message): ChatRow => {
    return { type: 'message', key: `m${message.messageId}`, atMs: sentAtMs(message), message };
  });
  const noted = notes.map(({ atMs, text }, index): ChatRow => ({ type: 'note', key: `n${atMs}/${index}`, atMs, text }));
  // The messages stay in the order of the chat: sorting keeps what has the same time as it is.
  const rows = noted.length === 0 ? shown : [...shown, ...noted].toSorted((a, b) => a.atMs - b.atMs);
  return rows.flatMap((row, index) => {
    const before = rows[index - 1];
    if (before && dayOf(before.atMs) === dayOf(row.atMs)) return [row];
    return [{ type: 'day', key: `d${dayOf(row.atMs)}/${row.key}`, atMs: row.atMs }, row];
  });
}

/** In UTC. */
const dayOf = (atMs: number): number => Math.floor(atMs / 86_400_000);
