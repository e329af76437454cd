import { type Html } from '@pulso/telegram-html';

/**
 * How a call to Telegram ended, by what may be done next.
 *
 * - `refused`: Telegram will not do it, now or later (blocked, kicked, no rights, too old).
 * - `moved`: the group has become the supergroup `chatId`.
 * - `not-sent`: nothing arrived, trying again is safe (rate limit, no connection).
 * - `unknown`: the request went out and no usable answer came back; it may have been carried out.
 */
export type CallFailure = {
  /** A status code or an error's name, for the log; never text that Telegram or a person wrote. */
  readonly reason: string;
} & (
  | { readonly type: 'refused' | 'unknown' }
  | { readonly type: 'moved'; readonly chatId: number }
  | { readonly type: 'not-sent'; readonly retryAfterSeconds?: number }
);

export type SendResult = { readonly type: 'sent'; readonly messageId: number } | CallFailure;
export type CallResult = { readonly type: 'done' } | CallFailure;

export interface OutgoingMessage {
  readonly chatId: number;
  readonly text: Html;
  /** Shown as a reply to this message where it still exists. */
  readonly replyToMessageId?: number;
  /** The forum topic. */
  readonly topicId?: number;
}

/** What the bot does in Telegram. No function throws for an answer of Telegram or for the lack of one. */
export interface Replies {
  sendMessage(message: OutgoingMessage): Promise<SendResult>;
  /** An edit that changes nothing is `done`. */
  editMessage(edit: { readonly chatId: number; readonly messageId: number; readonly text: Html }): Promise<CallResult>;
  /** Ends the spinner on a pressed button; `text` is plain, at most 200 characters. */
  answerCallbackQuery(answer: { readonly callbackQueryId: string; readonly text: string }): Promise<CallResult>;
}
