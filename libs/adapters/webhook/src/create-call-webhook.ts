import { type CallWebhook, type PostOutcome, type WebhookCall } from '@pulso/domain/delivery';
import { classifyNetworkError } from '@pulso/kit/telegram';
import { isHttpsOrLoopback } from '@pulso/kit/runtime';
import { type Clock } from '@pulso/kit/time';
import * as z from 'zod/mini';
import { createHmac } from 'node:crypto';

export interface CallWebhookOptions {
  /** Reads a webhook's secret by the webhook's name, before every call, so that a change takes effect at once. */
  readonly readSecret: (name: string) => Promise<string>;
  readonly fetch: typeof fetch;
  /** How long a call may take, milliseconds. */
  readonly timeoutMs: number;
  readonly clock: Pick<Clock, 'nowMs'>;
}

/**
 * Calls webhooks: one POST of JSON per call, no retry, no redirect.
 *
 * An outcome contains neither the address nor the secret. Of the answer only the status is read. Connections are not
 * kept, for the reason that `callMethod` gives.
 */
export const createCallWebhook =
  (options: CallWebhookOptions): CallWebhook =>
  async (call) => {
    let text: string;
    try {
      text = await options.readSecret(call.name);
    } catch (error) {
      return { status: 'not-sent', reason: `its parameter can't be read (${nameOf(error)})` };
    }
    const webhook = readWebhook(text);
    return typeof webhook === 'string' ? { status: 'not-sent', reason: webhook } : post(webhook, call, options);
  };

async function post(
  { url, secret }: Webhook,
  { body, deliveryId }: WebhookCall,
  { fetch, timeoutMs, clock }: CallWebhookOptions,
): Promise<PostOutcome> {
  const nowMs = clock.nowMs();
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        connection: 'close',
        // An operator may name a run in any script, but a header takes only ASCII.
        'pulso-delivery': encodeURI(deliveryId.toWellFormed()),
        ...(secret === undefined ? {} : { 'pulso-signature': signatureOf(secret, body, Math.floor(nowMs / 1000)) }),
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    // The body is not needed, and would hold the connection. If it breaks off, the status is still valid.
    await response.body?.cancel().catch(() => undefined);
    return classifyAnswer(response.status, response.headers.get('retry-after'), nowMs);
  } catch (error) {
    return classifyNetworkError(error);
  }
}

/**
 * Signs a body together with the time, which prevents replays.
 *
 * @example signatureOf('s', '{}', 1_764_158_700); // 't=1764158700,v1=<64 hexadecimal digits>'
 */
const signatureOf = (secret: string, body: string, epochSeconds: number): string =>
  `t=${epochSeconds},v1=${createHmac('sha256', secret).update(`${epochSeconds}.${body}`).digest('hex')}`;

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown error');

/** The delay after a 429 without Retry-After, milliseconds. */
const defaultDelayMs = 60_000;
/** The longest delay, even if a webhook asks for more, milliseconds. */
const maxDelayMs = 900_000;

/**
 * Classifies the status of an answer.
 *
 * 408 is unknown: some proxies stop waiting for a server that has the whole request.
 *
 * @param retryAfter - The header, if any.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-15
 */
function classifyAnswer(status: number, retryAfter: string | null, nowMs: number): PostOutcome {
  if (status >= 200 && status < 300) return { status: 'accepted' };
  if (status === 429) return { status: 'postponed', delayMs: delayMsOf(retryAfter, nowMs) };
  // A redirect counts as a refusal, since it is not followed.
  const isRefused = status >= 300 && status < 500 && status !== 408;
  return { status: isRefused ? 'rejected' : 'unknown', reason: `HTTP ${status}` };
}

/** @see https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3 */
function delayMsOf(retryAfter: string | null, nowMs: number): number {
  const text = retryAfter?.trim() ?? '';
  // Some services send fractions of a second.
  const delayMs = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - nowMs;
  return Number.isNaN(delayMs) ? defaultDelayMs : Math.min(Math.max(delayMs, 1_000), maxDelayMs);
}

/** The content of a webhook's secret parameter. */
interface Webhook {
  readonly url: string;
  /** Signs the calls. Absent if only the address is secret. */
  readonly secret: string | undefined;
}

const webhookSchema = z.object({ url: z.string(), secret: z.optional(z.string().check(z.minLength(1))) });

/**
 * Reads a webhook's secret: JSON like `{"url": "https://...", "secret": "..."}`.
 *
 * @returns The webhook, or a sentence that names the problem without quoting the text.
 */
export function readWebhook(text: string): Webhook | string {
  const webhook = webhookSchema.safeParse(jsonIn(text)).data;
  if (!webhook) return 'its parameter must hold JSON with the text "url" and, if calls are signed, "secret"';
  const url = URL.parse(webhook.url);
  if (url === null || !isHttpsOrLoopback(url)) return 'its address must be https, or http on loopback';
  // fetch would refuse them with an error that quotes them.
  if (url.username !== '' || url.password !== '') return 'its address must not hold credentials';
  return { url: url.href, secret: webhook.secret };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
