import { type BotApiError } from './bot-api-error';
import { type MethodResult } from './methods/method';
import { type ResponseParameters } from './telegram-types';

/** An HTTP answer, ready to be written. */
export interface ApiAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string | Uint8Array;
  readonly retryAfterSeconds?: number;
}

/** @see https://core.telegram.org/bots/api#making-requests */
export const okAnswer = ({ result, description }: MethodResult): ApiAnswer => ({
  status: 200,
  contentType: 'application/json',
  body: JSON.stringify({ ok: true, result, ...(description !== undefined && { description }) }),
});

export const errorAnswer = (error: BotApiError): ApiAnswer =>
  refusalAnswer({
    error_code: error.errorCode,
    description: error.message,
    ...(error.parameters && { parameters: error.parameters }),
  });

export function refusalAnswer(refusal: {
  readonly error_code: number;
  readonly description: string;
  readonly parameters?: ResponseParameters;
}): ApiAnswer {
  const retryAfterSeconds = refusal.parameters?.retry_after;
  return {
    status: refusal.error_code,
    contentType: 'application/json',
    body: JSON.stringify({ ok: false, ...refusal }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  };
}
