import { type JsonObject, type MessageEntity } from './telegram-types';

/** What a message shows at one time. */
export interface MessageVersion {
  /** Epoch ms of the local clock. */
  readonly atMs: number;
  /** Without markup. */
  readonly text: string;
  readonly entities: readonly MessageEntity[];
  /** An inline keyboard. */
  readonly replyMarkup?: JsonObject;
}

/** One message of a chat, from whomever. */
export interface ConversationMessage {
  readonly chatId: number;
  readonly messageId: number;
  readonly from: 'bot' | 'person';
  /** True when the recipient's phone stayed quiet. Edits never ring. */
  readonly silent: boolean;
  readonly linkPreviewDisabled: boolean;
  readonly replyToMessageId?: number;
  /** What it shows now: the text of the last version. */
  readonly text: string;
  /** As sent, then after every edit. Never empty. */
  readonly versions: readonly MessageVersion[];
  /** Epoch ms; the message is no longer there. */
  readonly deletedAtMs?: number;
}

/** What people see, as data. */
export interface Conversation {
  /** All messages of a chat in the order they came, deleted ones included. */
  messagesOf(chatId: number): readonly ConversationMessage[];
  /** Everything that the bot sent, all chats, in the order of sending. */
  sentByBot(): readonly ConversationMessage[];
  /** "typing ..." and the like. */
  actionsOf(chatId: number): readonly { readonly action: string; readonly atMs: number }[];
}

export type NewMessage = Omit<ConversationMessage, 'messageId' | 'text' | 'versions' | 'deletedAtMs'> &
  MessageVersion & { readonly messageId?: number };

/** Keeps the messages. Ids grow within a chat and are shared by both sides. */
export class ConversationStore implements Conversation {
  private readonly messages: ConversationMessage[] = [];
  private readonly actions: { readonly chatId: number; readonly action: string; readonly atMs: number }[] = [];
  private readonly lastMessageId = new Map<number, number>();
  private readonly positions = new Map<string, number>();

  messagesOf(chatId: number): readonly ConversationMessage[] {
    return this.messages.filter((message) => message.chatId === chatId);
  }

  sentByBot(): readonly ConversationMessage[] {
    return this.messages.filter((message) => message.from === 'bot');
  }

  actionsOf(chatId: number): readonly { readonly action: string; readonly atMs: number }[] {
    return this.actions.filter((entry) => entry.chatId === chatId);
  }

  find(chatId: number, messageId: number): ConversationMessage | undefined {
    const position = this.positions.get(`${chatId}/${messageId}`);
    const message = position === undefined ? undefined : this.messages[position];
    return message?.deletedAtMs === undefined ? message : undefined;
  }

  /** Adds a message, with the next id of its chat unless it brings its own. One with a known id changes nothing. */
  add({ atMs, text, entities, replyMarkup, ...given }: NewMessage): ConversationMessage {
    const last = this.lastMessageId.get(given.chatId) ?? 0;
    const messageId = given.messageId ?? last + 1;
    const known = this.positions.get(`${given.chatId}/${messageId}`);
    const version: MessageVersion = { atMs, text, entities, ...(replyMarkup && { replyMarkup }) };
    const message: ConversationMessage = { ...given, messageId, text, versions: [version] };
    if (known !== undefined) return this.messages[known] ?? message;
    this.lastMessageId.set(given.chatId, Math.max(last, messageId));
    this.positions.set(`${given.chatId}/${messageId}`, this.messages.length);
    this.messages.push(message);
    return message;
  }

  edit(message: ConversationMessage, version: MessageVersion): ConversationMessage {
    return this.replace({ ...message, text: version.text, versions: [...message.versions, version] });
  }

  delete(message: ConversationMessage, atMs: number): void {
    this.replace({ ...message, deletedAtMs: atMs });
  }

  act(chatId: number, action: string, atMs: number): void {
    this.actions.push({ chatId, action, atMs });
  }

  private replace(message: ConversationMessage): ConversationMessage {
    const position = this.positions.get(`${message.chatId}/${message.messageId}`);
    if (position !== undefined) this.messages[position] = message;
    return message;
  }
}
