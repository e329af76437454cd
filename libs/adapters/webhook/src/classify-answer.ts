import { type PostOutcome } from '@pulso/delivery';

/** For a 429 that does not say how long, milliseconds. */
const defaultDelayMs = 60_000;
/** A webhook that names more than this is asked again after it, milliseconds. */
const maxDelayMs = 900_000;

/**
 * Tells what became of a call from the status of its answer.
 *
 * 408 is among the unknown ones: some proxies give up waiting for a server that has the whole request.
 *
 * @param retryAfter - The header, if there is one.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-15
 */
export function classifyAnswer(status: number, retryAfter: string | null, nowMs: number): PostOutcome {
  if (status >= 200 && status < 300) return { status: 'accepted' };
  if (status === 429) return { status: 'postponed', delayMs: delayMsOf(retryAfter, nowMs) };
  // A redirect is a refusal, since it is not followed.
  const isRefused = status >= 300 && status < 500 && status !== 408;
  return { status: isRefused ? 'rejected' : 'unknown', reason: `HTTP ${status}` };
}

/** @see https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3 */
function delayMsOf(retryAfter: string | null, nowMs: number): number {
  const text = retryAfter?.trim() ?? '';
  // Some services name fractions of a second.
  const delayMs = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - nowMs;
  return Number.isNaN(delayMs) ? defaultDelayMs : Math.min(Math.max(delayMs, 1_000), maxDelayMs);
}
