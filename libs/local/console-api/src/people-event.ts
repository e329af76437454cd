/** A part of a text that is formatted or leads somewhere. @see https://core.telegram.org/bots/api#messageentity */
export interface TextEntity {
  readonly type: string;
  /** In UTF-16 units, as JavaScript counts. */
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
  readonly language?: string;
}

/** What a message has shown. */
export interface ShownVersion {
  readonly atMs: number;
  readonly text: string;
  readonly entities: readonly TextEntity[];
}

/** A button under a message: a press tells the bot its data, or opens its link. */
export interface ShownButton {
  readonly text: string;
  readonly callback_data?: string;
  readonly url?: string;
}

/** A message as a person sees it now. */
export interface ShownMessage {
  readonly chatId: number;
  readonly messageId: number;
  readonly from: 'bot' | 'person';
  /** Who wrote it; absent for the bot and for a channel. */
  readonly senderId?: number;
  readonly senderName?: string;
  /** As sent, then after every edit, with the times in epoch ms; never empty. */
  readonly versions: readonly ShownVersion[];
  readonly text: string;
  readonly entities: readonly TextEntity[];
  /** Rows of buttons under it. */
  readonly keyboard?: readonly (readonly ShownButton[])[];
  readonly silent: boolean;
  readonly replyToMessageId?: number;
  /** The topic of a forum that it stands in. */
  readonly topicId?: number;
  /** Epoch ms; it is no longer there. */
  readonly deletedAtMs?: number;
  /** What `GET files/<id>` shows, when a picture is attached. */
  readonly pictureId?: string;
  /** What is attached, in words: `photo chart.png, 100 x 100`. */
  readonly attachment?: string;
  /** What it is when it is no text, in words: `sticker`, `moved to the supergroup -1001`. */
  readonly content?: string;
}

/** Something that people see, or that explains why they see nothing. */
export type PeopleEvent =
  | { readonly type: 'message-sent' | 'message-edited'; readonly message: ShownMessage }
  | { readonly type: 'message-deleted'; readonly chatId: number; readonly messageId: number }
  | { readonly type: 'callback-answered'; readonly queryId: string; readonly text: string; readonly showAlert: boolean }
  /** The bot has taken an update. */
  | { readonly type: 'update-taken'; readonly updateId: number }
  | { readonly type: 'update-refused'; readonly updateId: number; readonly attempt: number; readonly reason: string }
  | { readonly type: 'update-dropped'; readonly updateId: number; readonly reason: string }
  /** The bot has called a method and was refused. */
  | { readonly type: 'call-refused'; readonly method: string; readonly chatId?: string; readonly description: string };
