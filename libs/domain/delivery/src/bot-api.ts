import { type Html } from '@pulso/telegram-html';
import { type EditOutcome, type SendOutcome } from '@pulso/telegram-outcomes';

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
 * The part of Telegram's Bot API that deliveries need.
 *
 * Both methods call Telegram exactly once, answer within {@link botApiCallTimeoutMs} and never throw for what Telegram
 * or the network did: whether a call may have taken effect decides everything, and only the outcome says it. Neither
 * retries; the caller knows which call may be repeated.
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
