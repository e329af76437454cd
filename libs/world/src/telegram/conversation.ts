import { type InlineKeyboard } from './formatting/reply-markup';
import { type MessageEntity } from './what-people-see';

/** What a message shows at one time. */
export interface MessageVersion {
  /** Epoch ms of the local clock. */
  readonly atMs: number;
  /** Without markup. */
  readonly text: string;
  readonly entities: readonly MessageEntity[];
  readonly replyMarkup?: InlineKeyboard;
  /** Request id of the invocation that has sent it or edited it so; absent: no function has. */
  readonly by?: string;
}

/** One message of a chat, from whomever. */
export interface ConversationMessage {
  readonly chatId: number;
  readonly messageId: number;
  readonly from: 'bot' | 'person';
  /** Who wrote it, when it was a person. */
  readonly senderId?: number;
  readonly senderName?: string;
  /** A photo or file; the text is its caption then. */
  readonly attachment?: Attachment;
  /** In words, what a message without text shows: of a person, or of Telegram itself. */
  readonly content?: string;
  /** True when the recipient's phone stayed quiet. Edits never ring. */
  readonly silent: boolean;
  readonly linkPreviewDisabled: boolean;
  readonly replyToMessageId?: number;
  /** The topic of a forum that it stands in. */
  readonly topicId?: number;
  /** What it shows now: the text of the last version. */
  readonly text: string;
  /** As sent, then after every edit. Never empty. */
  readonly versions: readonly MessageVersion[];
  /** Epoch ms: people have deleted it. */
  readonly deletedAtMs?: number;
  /** It takes no edit any more. */
  readonly isLocked?: true;
}

/** A photo or file that came with a message. */
export interface Attachment {
  /** A photo as the Bot API shows it: a list of sizes, of which there is one. Empty: it is a file. */
  readonly json: readonly PhotoSize[];
  /** A file as the Bot API shows it. Absent: it is a photo. */
  readonly document?: DocumentJson;
  /** In words, for people. */
  readonly shownAs: string;
}

/** @see https://core.telegram.org/bots/api#photosize */
export interface PhotoSize {
  readonly file_id: string;
  readonly file_unique_id: string;
  readonly file_size: number;
  readonly width: number;
  readonly height: number;
}

/** @see https://core.telegram.org/bots/api#document */
export interface DocumentJson {
  readonly file_id: string;
  readonly file_unique_id: string;
  readonly file_name: string;
  readonly mime_type: string;
  readonly file_size: number;
}

/** Told what a person in the chat sees happen. */
export type OnMessage = (happens: 'sent' | 'edited', message: ConversationMessage) => void;

/** What people see, as data. */
export interface Conversation {
  /** All messages of a chat in the order they came, deleted ones included. */
  messagesOf(chatId: number): readonly ConversationMessage[];
  /** The latest message of every chat that has one, by chat. */
  latest(): ReadonlyMap<number, ConversationMessage>;
  /** Everything that the bot sent, all chats, in the order of sending. */
  sentByBot(): readonly ConversationMessage[];
}

export type NewMessage = Omit<ConversationMessage, 'messageId' | 'text' | 'versions' | 'deletedAtMs' | 'isLocked'> &
  MessageVersion & { readonly messageId?: number };

/** Keeps the messages. Ids grow within a chat and are shared by both sides. */
export class ConversationStore implements Conversation {
  private readonly messages: ConversationMessage[] = [];
  private readonly lastMessageId = new Map<number, number>();
  private readonly positions = new Map<string, number>();
  private readonly onMessage: OnMessage;

  constructor(onMessage: OnMessage) {
    this.onMessage = onMessage;
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

  find(chatId: number, messageId: number): ConversationMessage | undefined {
    const position = this.positions.get(`${chatId}/${messageId}`);
    const message = position === undefined ? undefined : this.messages[position];
    return message?.deletedAtMs === undefined ? message : undefined;
  }

  /** Adds a message, with the next id of its chat unless it brings its own. One with a known id changes nothing. */
  add({ atMs, text, entities, replyMarkup, by, ...given }: NewMessage): ConversationMessage {
    const messageId = given.messageId ?? this.nextMessageId(given.chatId);
    const known = this.positions.get(`${given.chatId}/${messageId}`);
    const version: MessageVersion = {
      atMs,
      text,
      entities,
      ...(replyMarkup && { replyMarkup }),
      ...(by !== undefined && { by }),
    };
    const message: ConversationMessage = { ...given, messageId, text, versions: [version] };
    if (known !== undefined) return this.messages[known] ?? message;
    this.lastMessageId.set(given.chatId, Math.max(this.lastMessageId.get(given.chatId) ?? 0, messageId));
    this.positions.set(`${given.chatId}/${messageId}`, this.messages.length);
    this.messages.push(message);
    this.onMessage('sent', message);
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
    this.onMessage('edited', edited);
    return edited;
  }

  delete(message: ConversationMessage, atMs: number): void {
    this.replace({ ...message, deletedAtMs: atMs });
  }

  lock(message: ConversationMessage): void {
    this.replace({ ...message, isLocked: true });
  }

  private replace(message: ConversationMessage): ConversationMessage {
    const position = this.positions.get(`${message.chatId}/${message.messageId}`);
    if (position !== undefined) this.messages[position] = message;
    return message;
  }
}
