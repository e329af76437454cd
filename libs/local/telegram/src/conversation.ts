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
  /** Who wrote it, when it was a person. */
  readonly senderId?: number;
  readonly senderName?: string;
  /** A photo or a document; the text is its caption then. */
  readonly attachment?: Attachment;
  /** In words, what a message without text shows: of a person, or of Telegram itself. */
  readonly content?: string;
  /** True when the recipient's phone stayed quiet. Edits never ring. */
  readonly silent: boolean;
  readonly linkPreviewDisabled: boolean;
  /** True when it must not be forwarded or saved. */
  readonly isProtected?: boolean;
  readonly replyToMessageId?: number;
  /** The topic of a forum that it stands in. */
  readonly topicId?: number;
  /** The fields that say where it was forwarded from, as the Bot API shows them. */
  readonly forwarded?: JsonObject;
  /** What it shows now: the text of the last version. */
  readonly text: string;
  /** As sent, then after every edit. Never empty. */
  readonly versions: readonly MessageVersion[];
  /** Epoch ms; the message is no longer there. */
  readonly deletedAtMs?: number;
}

/** A file that came with a message. */
export interface Attachment {
  readonly kind: 'photo' | 'document';
  /** As the Bot API shows it: a list of sizes for a photo, one object for a document. */
  readonly json: unknown;
  /** In words, for people. */
  readonly shownAs: string;
}

/** "typing ..." and the like. */
export interface ShownAction {
  readonly chatId: number;
  readonly action: string;
  /** Epoch ms of the local clock. */
  readonly atMs: number;
}

/** Something that a person in the chat sees happen. */
export type ConversationChange =
  | { readonly type: 'sent' | 'edited' | 'deleted'; readonly message: ConversationMessage }
  | { readonly type: 'action'; readonly chatId: number; readonly action: string };

/** What people see, as data. */
export interface Conversation {
  /** All messages of a chat in the order they came, deleted ones included. */
  messagesOf(chatId: number): readonly ConversationMessage[];
  /** The latest message of every chat that has one, by chat. */
  latest(): ReadonlyMap<number, ConversationMessage>;
  /** Everything that the bot sent, all chats, in the order of sending. */
  sentByBot(): readonly ConversationMessage[];
  /** "typing ..." and the like. */
  actionsOf(chatId: number): readonly ShownAction[];
}

export type NewMessage = Omit<ConversationMessage, 'messageId' | 'text' | 'versions' | 'deletedAtMs'> &
  MessageVersion & { readonly messageId?: number };

/** Keeps the messages. Ids grow within a chat and are shared by both sides. */
export class ConversationStore implements Conversation {
  private readonly messages: ConversationMessage[] = [];
  private readonly actions: ShownAction[] = [];
  private readonly lastMessageId = new Map<number, number>();
  private readonly positions = new Map<string, number>();
  private readonly onChange: (change: ConversationChange) => void;

  constructor(onChange: (change: ConversationChange) => void = () => undefined) {
    this.onChange = onChange;
  }

  messagesOf(chatId: number): readonly ConversationMessage[] {
    return this.messages.filter((message) => message.chatId === chatId);
  }

  latest(): ReadonlyMap<number, ConversationMessage> {
    return new Map(this.messages.map((message) => [message.chatId, message]));
  }

  sentByBot(): readonly ConversationMessage[] {
    return this.messages.filter((message) => message.from === 'bot');
  }

  actionsOf(chatId: number): readonly ShownAction[] {
    return this.actions.filter((entry) => entry.chatId === chatId);
  }

  find(chatId: number, messageId: number): ConversationMessage | undefined {
    const position = this.positions.get(`${chatId}/${messageId}`);
    const message = position === undefined ? undefined : this.messages[position];
    return message?.deletedAtMs === undefined ? message : undefined;
  }

  /** Adds a message, with the next id of its chat unless it brings its own. One with a known id changes nothing. */
  add({ atMs, text, entities, replyMarkup, ...given }: NewMessage): ConversationMessage {
    const messageId = given.messageId ?? this.nextMessageId(given.chatId);
    const known = this.positions.get(`${given.chatId}/${messageId}`);
    const version: MessageVersion = { atMs, text, entities, ...(replyMarkup && { replyMarkup }) };
    const message: ConversationMessage = { ...given, messageId, text, versions: [version] };
    if (known !== undefined) return this.messages[known] ?? message;
    this.append(message);
    this.onChange({ type: 'sent', message });
    return message;
  }

  nextMessageId(chatId: number): number {
    return (this.lastMessageId.get(chatId) ?? 0) + 1;
  }

  /** @param attachment - The message's file from now on. */
  edit(
    message: ConversationMessage,
    version: MessageVersion,
    attachment: Attachment | undefined = message.attachment,
  ): ConversationMessage {
    const edited = this.replace({
      ...message,
      ...(attachment && { attachment }),
      text: version.text,
      versions: [...message.versions, version],
    });
    this.onChange({ type: 'edited', message: edited });
    return edited;
  }

  delete(message: ConversationMessage, atMs: number): void {
    this.onChange({ type: 'deleted', message: this.replace({ ...message, deletedAtMs: atMs }) });
  }

  act(chatId: number, action: string, atMs: number): void {
    this.actions.push({ chatId, action, atMs });
    this.onChange({ type: 'action', chatId, action });
  }

  /** @returns Messages and actions of this moment, for {@link load}. */
  dump(): { readonly messages: readonly ConversationMessage[]; readonly actions: readonly ShownAction[] } {
    return { messages: this.messages, actions: this.actions };
  }

  /** Puts back what {@link dump} gave. No event tells of it. */
  load(messages: readonly ConversationMessage[], actions: readonly ShownAction[]): void {
    messages.forEach((message) => this.append(message));
    this.actions.push(...actions);
  }

  private append(message: ConversationMessage): void {
    const { chatId, messageId } = message;
    this.lastMessageId.set(chatId, Math.max(this.lastMessageId.get(chatId) ?? 0, messageId));
    this.positions.set(`${chatId}/${messageId}`, this.messages.length);
    this.messages.push(message);
  }

  private replace(message: ConversationMessage): ConversationMessage {
    const position = this.positions.get(`${message.chatId}/${message.messageId}`);
    if (position !== undefined) this.messages[position] = message;
    return message;
  }
}
