import { BotApiError } from '../bot-api-error';
import { readAllowedUpdates } from '../webhook/webhook-settings';
import { type Method } from './method';

const limits = { updates: 100, timeoutSeconds: 50 };

/** One caller at a time, and none while a webhook is set. @see https://core.telegram.org/bots/api#getupdates */
export const getUpdates: Method = async (parameters, { webhook, poller }) => {
  if (webhook.current.url !== '') {
    throw new BotApiError(
      409,
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    );
  }
  const allowedUpdates = readAllowedUpdates(parameters.text('allowed_updates'), webhook.current.allowedUpdates);
  webhook.allow(allowedUpdates);
  const result = await poller.get({
    offset: parameters.integer('offset'),
    limit: clamp(parameters.text('limit') === '' ? limits.updates : parameters.integer('limit'), 1, limits.updates),
    timeoutSeconds: clamp(parameters.integer('timeout'), 0, limits.timeoutSeconds),
  });
  return { result };
};

const clamp = (value: number, min: number, max: number): number => Math.min(Math.max(value, min), max);
