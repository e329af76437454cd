/** Types alone, which a page in a browser can be checked with. */

/** A piece of formatting. Offsets and lengths count UTF-16 code units. @see https://core.telegram.org/bots/api#messageentity */
export interface MessageEntity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
}

/** An entry of a menu. */
export interface BotCommand {
  readonly command: string;
  readonly description: string;
}

/** A button under a message: a press tells the bot its data, or opens its link. @see https://core.telegram.org/bots/api#inlinekeyboardbutton */
export interface InlineButton {
  readonly text: string;
  readonly url?: string;
  readonly callback_data?: string;
}

/** Rows of buttons. */
export type Keyboard = readonly (readonly InlineButton[])[];

/** What a message has shown. */
export interface ShownVersion {
  /** Epoch ms. */
  readonly atMs: number;
  readonly text: string;
  readonly entities: readonly MessageEntity[];
  /** Rows of buttons under it. */
  readonly keyboard?: Keyboard;
  /** Request id of the invocation that has sent it or edited it so; absent: no function has. */
  readonly by?: string;
}

/** A message as a person sees it now: text, formatting and buttons are those of its last version. */
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
  readonly entities: readonly MessageEntity[];
  readonly keyboard?: Keyboard;
  readonly silent: boolean;
  readonly replyToMessageId?: number;
  /** The topic of a forum that it stands in. */
  readonly topicId?: number;
  /** The id of its photo's file. */
  readonly pictureId?: string;
  /** What is attached, in words: `photo chart.png, 100 x 100`. */
  readonly attachment?: string;
  /** What it is when it is no text, in words: `sticker`, `new chat members`. */
  readonly content?: string;
}

/** Something that people see, or that explains why they see nothing. */
export type PeopleEvent =
  | { readonly type: 'message-sent' | 'message-edited'; readonly message: ShownMessage }
  | { readonly type: 'callback-answered'; readonly queryId: string; readonly text: string; readonly showAlert: boolean }
  /** The bot has taken an update. */
  | { readonly type: 'update-taken'; readonly updateId: number }
  | { readonly type: 'update-refused'; readonly updateId: number; readonly attempt: number; readonly reason: string }
  | { readonly type: 'update-dropped'; readonly updateId: number; readonly reason: string }
  /** The bot has called a method and was refused. */
  | { readonly type: 'call-refused'; readonly method: string; readonly chatId?: string; readonly description: string };

/** What became of something said or pressed. */
export interface Happened {
  readonly chatId: number;
  readonly messageId?: number;
  readonly queryId?: string;
  /** Absent: the bot is not told. */
  readonly updateId?: number;
  /** Why it is not: privacy mode hides it, or the bot is no member of the group. */
  readonly unseen?: 'privacy' | 'not-member';
}
