import type { ShownMessage } from '@pulso/local/console-api';

/** Something that explains what is not seen in a chat. */
export interface Note {
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

/** Adds messages to those of a chat, in the place of those that they are later states of. @returns Oldest first. */
export function mergeMessages(known: readonly ShownMessage[], given: readonly ShownMessage[]): readonly ShownMessage[] {
  const last = known.at(-1)?.messageId ?? 0;
  const first = given[0]?.messageId ?? 0;
  if (first > last) return [...known, ...given];
  if ((given.at(-1)?.messageId ?? last) < (known[0]?.messageId ?? 0)) return [...given, ...known];
  const byId = new Map([...known, ...given].map((message) => [message.messageId, message]));
  return [...byId.values()].toSorted((a, b) => a.messageId - b.messageId);
}

/** Marks a message as deleted. */
export const withDeleted = (
  messages: readonly ShownMessage[],
  messageId: number,
  deletedAtMs: number,
): readonly ShownMessage[] =>
  messages.map((message) => (message.messageId === messageId ? { ...message, deletedAtMs } : message));
