import type { CallFailure, EditOutcome, Html, SendOutcome } from '@pulso/kit/telegram';

/** A button below a message. What it carries comes back when a person presses it. */
export interface Button {
  readonly text: string;
  /** 1 to 64 bytes. */
  readonly data: string;
}

/** Rows of buttons, from the top. */
export type Buttons = readonly (readonly Button[])[];

/** A new message. */
export interface MessageToSend {
  /** Chat id in decimal, or `@channel`. Text, because ids need 52 bits. */
  readonly chatId: string;
  /** The forum topic. Absent: the chat itself. */
  readonly messageThreadId?: number | undefined;
  /** 1 to 4096 UTF-16 units after Telegram has parsed it. Link previews are off. */
  readonly html: Html;
  /** Whether the message arrives without a sound. */
  readonly silent: boolean;
  readonly buttons?: Buttons | undefined;
}

/** The new text of a message that the bot has sent. */
export interface MessageToEdit {
  readonly chatId: string;
  readonly messageId: number;
  /** As for {@link MessageToSend}. */
  readonly html: Html;
  /** Absent: those of before are taken away. */
  readonly buttons?: Buttons | undefined;
}

/** A picture with a text below it. */
export interface Photo {
  readonly png: Uint8Array;
  /** Plain text, at most 1024 UTF-16 units. */
  readonly caption: string;
}

export interface PhotoToSend extends Photo {
  readonly chatId: string;
  readonly messageThreadId?: number | undefined;
  readonly silent: boolean;
}

/** The new picture of a message that the bot has sent with another one. */
export interface PhotoToEdit extends Photo {
  readonly chatId: string;
  readonly messageId: number;
}

/** A new message with a file. */
export interface DocumentToSend {
  readonly chatId: string;
  readonly messageThreadId?: number | undefined;
  readonly fileName: string;
  readonly contentType: string;
  readonly content: Uint8Array;
  /** Plain text, at most 1024 UTF-16 units. */
  readonly caption?: string | undefined;
  readonly silent: boolean;
}

/**
 * The part of Telegram's Bot API that deliveries need.
 *
 * Every method calls Telegram exactly once, answers within {@link botApiCallTimeoutMs} and never throws for what Telegram
 * or the network did: whether a call may have taken effect decides everything, and only the outcome says it. None
 * retries; the caller knows which call may be repeated.
 *
 * @see https://core.telegram.org/bots/api#sendmessage
 * @see https://core.telegram.org/bots/api#editmessagetext
 * @see https://core.telegram.org/bots/api#sendphoto
 * @see https://core.telegram.org/bots/api#editmessagemedia
 * @see https://core.telegram.org/bots/api#senddocument
 */
export interface BotApi {
  sendMessage(message: MessageToSend): Promise<SendOutcome>;
  editMessageText(message: MessageToEdit): Promise<EditOutcome>;
  sendPhoto(photo: PhotoToSend): Promise<SendOutcome>;
  editMessageMedia(photo: PhotoToEdit): Promise<EditOutcome>;
  sendDocument(document: DocumentToSend): Promise<SendOutcome>;
}

/** What Telegram says about the bot's webhook. */
export interface WebhookInfo {
  /** Where updates go. Empty: nowhere; there is no webhook. It may hold another program's secret. */
  readonly url: string;
  readonly pendingUpdateCount: number;
  /** The last update that could not be handed over. Telegram keeps it for ever. */
  readonly lastError?: { readonly atMs: number; readonly message: string };
}

export type WebhookInfoOutcome = { readonly status: 'read'; readonly info: WebhookInfo } | CallFailure;

/** Asks Telegram about the bot's webhook, as the methods of {@link BotApi} do. */
export type ReadWebhookInfo = () => Promise<WebhookInfoOutcome>;

/** Gives the address at which the bot is deployed; undefined: it is not, or has none. Throws what may pass. */
export type ReadBotUrl = () => Promise<string | undefined>;

/**
 * How long one call may take, of the Bot API, of SES or of a webhook, before its outcome counts as unknown, milliseconds.
 * The lease outlasts it.
 */
export const botApiCallTimeoutMs = 8_000;
