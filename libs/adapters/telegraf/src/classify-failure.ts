import { type CallFailure } from '@pulso/conversation';
import { TelegramError } from 'telegraf';

import { OutOfTimeError } from './errors';

/** Errors that come before the first byte of a request: no connection, no address. */
const beforeRequest = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** What Telegram names itself when it drops a call, seconds. */
const defaultRetryAfterSeconds = 5;

/**
 * Sorts a failed call by what may be done next.
 *
 * Of errors only codes and names are passed on: a message of the HTTP library quotes the URL, which holds the token, and
 * a description of Telegram may quote what a person wrote.
 *
 * @param error - What Telegraf threw.
 * @see https://core.telegram.org/bots/api#responseparameters
 */
export function classifyFailure(error: unknown): CallFailure {
  if (error instanceof TelegramError) return classifyAnswer(error);
  if (error instanceof OutOfTimeError) return { type: 'not-sent', reason: error.name };
  const reason = codeOf(error) ?? (error instanceof Error ? error.name : 'unknown error');
  return { type: beforeRequest.has(reason) ? 'not-sent' : 'unknown', reason };
}

/** Whether the token is the reason: revoked (401), or not even shaped like one, so that the method is not found (404). */
export const isTokenRefused = (error: unknown): boolean =>
  error instanceof TelegramError && (error.code === 401 || error.code === 404);

/** Whether an edit would have changed nothing: it has been applied before. */
export const isNotModified = (error: unknown): boolean =>
  error instanceof TelegramError &&
  error.code === 400 &&
  error.description.toLowerCase().includes('message is not modified');

function classifyAnswer(error: TelegramError): CallFailure {
  const { code, parameters } = error;
  const reason = String(code);
  if (code === 429) {
    return { type: 'not-sent', reason, retryAfterSeconds: parameters?.retry_after ?? defaultRetryAfterSeconds };
  }
  if (isTokenRefused(error)) return { type: 'not-sent', reason };
  if (code >= 500) return { type: 'unknown', reason };
  if (parameters?.migrate_to_chat_id !== undefined) {
    return { type: 'moved', reason, chatId: parameters.migrate_to_chat_id };
  }
  return { type: 'refused', reason };
}

function codeOf(error: unknown): string | undefined {
  const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
