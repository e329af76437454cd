import { isHttpsOrLoopback } from '@pulso/kit/runtime';
import * as z from 'zod/mini';

/** What a webhook's secret parameter holds. */
export interface Webhook {
  readonly url: string;
  /** Signs the calls. Absent where the address alone is the secret. */
  readonly secret: string | undefined;
}

const webhookSchema = z.object({ url: z.string(), secret: z.optional(z.string().check(z.minLength(1))) });

/**
 * Reads a webhook's secret: JSON like `{"url": "https://...", "secret": "..."}`.
 *
 * @returns The webhook, or a sentence that says what is wrong without quoting any of it.
 */
export function readWebhook(text: string): Webhook | string {
  const webhook = webhookSchema.safeParse(jsonIn(text)).data;
  if (!webhook) return 'its parameter must hold JSON with the text "url" and, if calls are signed, "secret"';
  const url = URL.parse(webhook.url);
  if (url === null || !isHttpsOrLoopback(url)) return 'its address must be https, or http on loopback';
  // fetch refuses those, with an error that quotes them.
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
