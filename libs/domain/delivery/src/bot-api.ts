import { type Html } from '@pulso/telegram-html';

/** A new message. */
export interface MessageToSend {
  /** Chat id in decimal, or `@channel`. Text, because ids need 52 bits. */
  readonly chatId: string;
  /** 1 to 4096 UTF-16 units after Telegram has parsed it. Link previews are off. */
  readonly html: Html;
  /** Whether the message arrives without a sound. */
  readonly silent: boolean;
}

/** The new text of a message that the bot has sent. */
export interface MessageToEdit {
  readonly chatId: string;
  readonly messageId: number;
  /** As for {@link MessageToSend}. */
  readonly html: Html;
}

/**
 * What Telegram refuses whatever the method is. Nothing has been posted or changed.
 *
 * @see https://core.telegram.org/bots/api#responseparameters for `retry_after` and `migrate_to_chat_id`.
 */
export type Refusal =
  /** 429. The chat must be left alone for this long, milliseconds. */
  | { readonly status: 'rate-limited'; readonly retryAfterMs: number }
  /** 403 and its like: the bot is blocked, kicked, not a member, or the person is deactivated. It stays so. */
  | { readonly status: 'gone'; readonly reason: string }
  /** The group has become a supergroup with another id. Message ids of the old chat mean nothing there. */
  | { readonly status: 'migrated'; readonly toChatId: string }
  /** The same call will be refused again: malformed HTML, missing rights, an unknown chat. */
  | { readonly status: 'rejected'; readonly errorCode: number; readonly description: string }
  /** 401: the token is not valid, or not any more. */
  | { readonly status: 'unauthorized' }
  /** The request certainly did not reach Telegram: refused connection, no DNS answer. */
  | { readonly status: 'not-sent'; readonly reason: string };

/** The request was written and its answer is missing or meaningless (time-out, reset, 5xx): it may have taken effect. */
export interface Unknown {
  readonly status: 'unknown';
  readonly reason: string;
}

export type SendOutcome = { readonly status: 'sent'; readonly messageId: number } | Refusal | Unknown;

export type EditOutcome =
  /** The message has this text now. "message is not modified" is the same. */
  | { readonly status: 'edited' }
  /** The message is deleted or can't be edited. */
  | { readonly status: 'message-lost' }
  | Refusal
  | Unknown;

/**
 * The part of Telegram's Bot API that deliveries need.
 *
 * Both methods call Telegram exactly once, answer within {@link botApiCallTimeoutMs} and never throw for what Telegram
 * or the network did: whether a call may have taken effect decides everything, and only the outcome says it. Neither
 * retries; the caller knows which call may be repeated. No `reason` or `description` holds a token, a URL or an id.
 *
 * @see https://core.telegram.org/bots/api#sendmessage
 * @see https://core.telegram.org/bots/api#editmessagetext
 */
export interface BotApi {
  sendMessage(message: MessageToSend): Promise<SendOutcome>;
  editMessageText(message: MessageToEdit): Promise<EditOutcome>;
}

/** How long one Bot API call may take before its outcome counts as unknown, milliseconds. The lease outlasts it. */
export const botApiCallTimeoutMs = 8_000;
