import { redactBotToken } from '@pulso/kit/runtime';

import { type CallFailure, type EditRefusal, type Refusal } from './outcomes';
import { cutText } from './values';

/** The part of a Bot API answer that explains a failure. @see https://core.telegram.org/bots/api#making-requests */
export interface ErrorAnswer {
  readonly ok: boolean;
  readonly error_code?: number | undefined;
  readonly description?: string | undefined;
  readonly parameters?:
    | { readonly retry_after?: number | undefined; readonly migrate_to_chat_id?: number | undefined }
    | undefined;
}

/** The answer to a call without `ok: true`. */
export interface FailedAnswer {
  /** Absent if the HTTP client does not keep it. */
  readonly httpStatus?: number;
  /** `undefined` if the body is not the Bot API's. */
  readonly answer: ErrorAnswer | undefined;
}

/** The wait after a 429 without a number, seconds. Telegram names 5 s when it drops a call. */
const defaultRetryAfterSeconds = 5;

/** 400s of chats that people no longer read. */
const goneTexts = ['was deactivated', 'user is deactivated', 'was deleted', 'bot was blocked', 'bot was kicked'];

/** 400s of a message that is no longer editable or has a caption instead of text, but may still exist. */
const uneditableTexts = ["message can't be edited", 'message_id_invalid', 'there is no text in the message to edit'];

/**
 * Classifies a refusal by what the caller can do about it.
 *
 * It compares the code and a lower-cased part of the text, since texts changed their case over the years. An answer that
 * is not the Bot API's leaves the outcome unknown, so a proxy's 403 does not switch a destination off.
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
      // If the server knows the method, a 404 means a malformed token.
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

/** @returns The meaning of the refusal for an edit; `undefined` if it is the same for every call. */
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

/** Removes tokens, addresses and ids from a reason, and shortens it. */
const cleanText = (text: string): string =>
  cutText(
    redactBotToken(text)
      .replace(/\bhttps?:\/\/\S+/gi, '[address]')
      .replace(/-?\d{6,}/g, '[id]'),
    200,
  );
