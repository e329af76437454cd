import { type JsonObject } from './call-parameters';
import { type ShownMessage, type ShownVersion } from './what-people-see';

/** One message of a chat, from any sender: what people see, and what only the Bot API tells. */
export interface ConversationMessage extends ShownMessage {
  readonly linkPreviewDisabled: boolean;
  /** Its photo or file, as a field of the Bot API's message. */
  readonly file?: JsonObject;
  /** Epoch ms: people have deleted it. */
  readonly deletedAtMs?: number;
  /** It can no longer be edited. */
  readonly isLocked?: true;
}

/** A photo or file that comes with a message. */
export type AttachedFile = Pick<ConversationMessage, 'attachment' | 'file' | 'pictureId'>;

type NewMessage = Omit<
  ConversationMessage,
  'deletedAtMs' | 'isLocked' | 'messageId' | 'versions' | keyof ShownVersion
> &
  ShownVersion & { readonly messageId?: number };

/** Called for each event that people in the chat see. */
type OnMessage = (happens: 'sent' | 'edited', message: ConversationMessage) => void;

/** Keeps the messages. Ids grow within a chat and are shared by both sides. */
export class Conversation {
  private readonly messages: ConversationMessage[] = [];
  private readonly lastMessageId = new Map<number, number>();
  private readonly positions = new Map<string, number>();
  private readonly onMessage: OnMessage;

  constructor(onMessage: OnMessage) {
    this.onMessage = onMessage;
  }

  /** All messages of a chat in the order they came, deleted ones included. */
  messagesOf(chatId: number): readonly ConversationMessage[] {
    return this.messages.filter((message) => message.chatId === chatId);
  }

  /** The latest message of every chat that has one, by chat. */
  latest(): ReadonlyMap<number, ConversationMessage> {
    return new Map(this.messages.map((message) => [message.chatId, message]));
  }

  /** Everything that the bot sent, all chats, in the order of sending. */
  sentByBot(): readonly ConversationMessage[] {
    return this.messages.filter((message) => message.from === 'bot');
  }

  find(chatId: number, messageId: number): ConversationMessage | undefined {
    const position = this.positions.get(`${chatId}/${messageId}`);
    const message = position === undefined ? undefined : this.messages[position];
    return message?.deletedAtMs === undefined ? message : undefined;
  }

  /** Adds a message, with the next id of its chat unless it brings its own. One with a known id changes nothing. */
  add({ atMs, by, ...given }: NewMessage): ConversationMessage {
    const { chatId, messageId = this.nextMessageId(chatId), text, entities, keyboard } = given;
    const version = { atMs, text, entities, ...(keyboard && { keyboard }), ...(by !== undefined && { by }) };
    const message: ConversationMessage = { ...given, messageId, versions: [version] };
    const known = this.positions.get(`${chatId}/${messageId}`);
    if (known !== undefined) return this.messages[known] ?? message;
    this.lastMessageId.set(chatId, Math.max(this.lastMessageId.get(chatId) ?? 0, messageId));
    this.positions.set(`${chatId}/${messageId}`, this.messages.length);
    this.messages.push(message);
    this.onMessage('sent', message);
    return message;
  }

  nextMessageId(chatId: number): number {
    return (this.lastMessageId.get(chatId) ?? 0) + 1;
  }

  /** @param attached - The message's new file; absent: unchanged. */
  edit(message: ConversationMessage, version: ShownVersion, attached: AttachedFile = {}): ConversationMessage {
    const { keyboard: _keyboard, ...kept } = message;
    const { text, entities, keyboard } = version;
    const shown = { text, entities, ...(keyboard && { keyboard }) };
    const edited = this.replace({ ...kept, ...attached, ...shown, versions: [...message.versions, version] });
    this.onMessage('edited', edited);
    return edited;
  }

  /** People delete a message of the bot. */
  delete(message: ConversationMessage, deletedAtMs: number): void {
    this.replace({ ...message, deletedAtMs });
  }

  /** Makes a message of the bot uneditable. */
  lock(message: ConversationMessage): void {
    this.replace({ ...message, isLocked: true });
  }

  private replace(message: ConversationMessage): ConversationMessage {
    const position = this.positions.get(`${message.chatId}/${message.messageId}`);
    if (position !== undefined) this.messages[position] = message;
    return message;
  }
}
