import { alarmedEvents, measuredEvents } from '@pulso/contracts/envelope';
import { errorFields } from '@pulso/kit/runtime';

import { handleMembership } from './handle/handle-membership';
import { handleRequest } from './handle/handle-request';
import { classifyUpdate } from './intake/classify-update';
import { readUpdate } from './intake/read-update';
import {
  type WebhookAnswer,
  type WebhookCall,
  accepted,
  deliverAgain,
  isFromTelegram,
  methodNotAllowed,
  unauthorized,
} from './intake/webhook-call';
import { type WebhookDeps } from './webhook-deps';

/**
 * Answers one call of the webhook.
 *
 * Checks the caller first, by the secret alone and before it reads the body. What comes from Telegram and can never be
 * handled (no JSON, too large, not an update) is accepted and logged, because Telegram would otherwise repeat it for a
 * day and hold back everything else in that chat. What can't be handled now is answered with 503.
 *
 * @returns Always an answer; nothing is thrown.
 */
export async function handleWebhook(call: WebhookCall, deps: WebhookDeps): Promise<WebhookAnswer> {
  const startedMs = deps.clock.nowMs();
  try {
    if (call.requestContext.http.method !== 'POST') return methodNotAllowed;
    if (!isFromTelegram(call, await deps.readWebhookSecrets(), deps.equalInConstantTime)) {
      deps.log.warn(measuredEvents.webhookUnauthorized);
      return unauthorized;
    }
    return await handleBody(call, startedMs, deps);
  } catch (error) {
    deps.log.error(alarmedEvents.webhookCallFailed, errorFields(error));
    return deliverAgain();
  }
}

async function handleBody(call: WebhookCall, startedMs: number, deps: WebhookDeps): Promise<WebhookAnswer> {
  const read = readUpdate(call, deps.decodeBase64);
  if (read.type === 'malformed') {
    deps.log.error(alarmedEvents.updateGivenUp, { problem: read.problem });
    return accepted;
  }
  const { update } = read;
  const classified = classifyUpdate(update, deps);
  switch (classified.type) {
    case 'request':
      return handleRequest(update, classified.request, startedMs, deps);
    case 'membership':
      return handleMembership(update, classified.change, deps);
    case 'no-request':
      deps.log.info('update-without-request', { updateId: update.update_id, reason: classified.reason });
      return accepted;
    default:
      return classified satisfies never;
  }
}
