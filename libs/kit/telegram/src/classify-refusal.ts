import { redactBotToken } from '@pulso/kit/runtime';

import { type CallFailure, type EditRefusal, type Refusal } from './outcomes';
import { cutText } from './values';

/** The part of a Bot API answer that says why a call failed. @see https://core.telegram.org/bots/api#making-requests */
export interface ErrorAnswer {
  readonly ok: boolean;
  readonly error_code?: number | undefined;
  readonly description?: string | undefined;
  readonly parameters?:
    | { readonly retry_after?: number | undefined; readonly migrate_to_chat_id?: number | undefined }
    | undefined;
}

/** What came back for a call that was not answered with `ok: true`. */
export interface FailedAnswer {
  /** Of the HTTP answer; absent when the HTTP client does not keep it. */
  readonly httpStatus?: number;
  /** `undefined` when the body is not the Bot API's. */
  readonly answer: ErrorAnswer | undefined;
}

/** Telegram's own answer when it drops a call names 5 s; a 429 without a number is taken for that, seconds. */
const defaultRetryAfterSeconds = 5;

/** 400s of chats that no person reads any more. */
const goneTexts = ['was deactivated', 'user is deactivated', 'was deleted', 'bot was blocked', 'bot was kicked'];

/** 400s of a message that can't be edited any more, or has a caption in place of its text, and that may still be there. */
const uneditableTexts = ["message can't be edited", 'message_id_invalid', 'there is no text in the message to edit'];

/**
 * Sorts a refusal by what the caller can do about it.
 *
 * Code plus lower-cased part of the text: texts changed their case over the years. An answer that is not the Bot API's
 * says nothing about what became of the call, so no 403 of a proxy switches a destination off.
 *
 * @see https://core.telegram.org/bots/api#responseparameters
 */
export function classifyRefusal({ httpStatus, answer }: FailedAnswer): CallFailure {
  const code = answer?.error_code ?? httpStatus;
  if (!answer || answer.ok || code === undefined) {
    return { status: 'unknown', reason: `HTTP ${httpStatus ?? 'status unknown'} without a Bot API answer` };
  }
  const description = cleanText(answer.description ?? '');

  if (code >= 500 || code < 400) return { status: 'unknown', reason: `Bot API error ${code}` };
  switch (code) {
    case 429:
      return { status: 'rate-limited', retryAfterMs: retryAfterMsOf(answer) };
    case 401:
      return { status: 'unauthorized' };
    case 404:
      // Where the server knows the method, what the path lacks is a well-formed token.
      return description.toLowerCase().includes('method not found')
        ? { status: 'rejected', errorCode: code, description }
        : { status: 'unauthorized' };
    case 403:
      return { status: 'gone', reason: description };
    case 400:
      return classifyBadRequest(answer, description);
    default:
      return { status: 'rejected', errorCode: code, description };
  }
}

/** @returns What the refusal means to an edit alone, `undefined` when it means the same to every call. */
export function classifyEditRefusal({ answer }: FailedAnswer): EditRefusal | undefined {
  if (!answer || answer.ok || answer.error_code !== 400) return undefined;
  const text = (answer.description ?? '').toLowerCase();
  if (text.includes('message is not modified')) return { status: 'edited' };
  if (text.includes('message to edit not found')) return { status: 'message-lost' };
  const isUneditable = uneditableTexts.some((uneditable) => text.includes(uneditable));
  return isUneditable ? { status: 'not-editable', description: cleanText(answer.description ?? '') } : undefined;
}

function classifyBadRequest(answer: ErrorAnswer, description: string): Refusal {
  const movedTo = answer.parameters?.migrate_to_chat_id;
  if (movedTo !== undefined) return { status: 'migrated', toChatId: String(movedTo) };
  const text = description.toLowerCase();
  if (goneTexts.some((gone) => text.includes(gone))) return { status: 'gone', reason: description };
  return { status: 'rejected', errorCode: 400, description };
}

function retryAfterMsOf({ parameters, description = '' }: ErrorAnswer): number {
  const inText = /retry after (\d{1,6})/i.exec(description)?.[1];
  const seconds = parameters?.retry_after ?? (inText === undefined ? defaultRetryAfterSeconds : Number(inText));
  return Math.max(Math.ceil(seconds), 1) * 1000;
}

/** Keeps tokens, addresses and ids out of logs and stored reasons, and both short. */
const cleanText = (text: string): string =>
  cutText(
    redactBotToken(text)
      .replace(/\bhttps?:\/\/\S+/gi, '[address]')
      .replace(/-?\d{6,}/g, '[id]'),
    200,
  );
