import { systemClock } from '@pulso/adapters/node-runtime';
import { createCallWebhook } from '@pulso/adapters/webhook';
import { type WebhookTools, botApiCallTimeoutMs } from '@pulso/domain/delivery';
import { renderWebhookBody } from '@pulso/domain/report-rendering';

/**
 * Writes bodies and calls webhooks. A separate bundle, which the handler loads with its first webhook.
 *
 * @param readSecret - Reads a webhook's secret by the webhook's name.
 */
export const createWebhookTools = (readSecret: (name: string) => Promise<string>): WebhookTools => ({
  renderBody: renderWebhookBody,
  callWebhook: createCallWebhook({ readSecret, fetch, timeoutMs: botApiCallTimeoutMs, clock: systemClock }),
});
