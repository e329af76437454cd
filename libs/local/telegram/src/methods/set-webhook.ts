import { type CallParameters } from '../call-parameters';
import { checkSecretToken, checkWebhookUrl, noWebhook, readAllowedUpdates } from '../webhook/webhook-settings';
import { type Method, type MethodContext, type MethodResult } from './method';

/** @see https://core.telegram.org/bots/api#setwebhook max_connections */
const maxConnectionsLimit = 100;

/**
 * An empty `url` removes the webhook. So does one that is refused: the old webhook is closed, and updates are dropped if
 * asked for, before the new one is looked at.
 *
 * @see https://core.telegram.org/bots/api#setwebhook
 * @see https://github.com/tdlib/telegram-bot-api/blob/master/telegram-bot-api/Client.cpp process_set_webhook_query
 */
export const setWebhook: Method = (parameters, context) => {
  parameters.refuse('certificate', 'ip_address');
  const url = parameters.text('url');
  if (url === '') return removeWebhook(parameters, context);
  const secretToken = parameters.text('secret_token');
  const { webhook } = context;
  context.floodControl.admitWebhook();
  const before = webhook.current;
  const allowedUpdates = readAllowedUpdates(parameters.text('allowed_updates'), before.allowedUpdates);
  const dropPending = parameters.flag('drop_pending_updates');
  const asked =
    parameters.text('max_connections') === '' ? noWebhook.maxConnections : parameters.integer('max_connections');
  const maxConnections = Math.min(Math.max(asked, 1), maxConnectionsLimit);
  const isSame = before.url === url && before.secretToken === secretToken && before.maxConnections === maxConnections;
  if (isSame && !dropPending) {
    webhook.allow(allowedUpdates);
    return { result: true, description: 'Webhook is already set' };
  }

  webhook.set({ ...noWebhook, allowedUpdates: before.allowedUpdates });
  if (dropPending) webhook.dropPending();
  checkWebhookUrl(url);
  checkSecretToken(secretToken);
  webhook.set({ url, secretToken, maxConnections, allowedUpdates });
  return { result: true, description: 'Webhook was set' };
};

/** Updates wait for the next webhook unless they are dropped. @see https://core.telegram.org/bots/api#deletewebhook */
export const deleteWebhook: Method = (parameters, context) => removeWebhook(parameters, context);

function removeWebhook(parameters: CallParameters, { webhook }: MethodContext): MethodResult {
  if (parameters.flag('drop_pending_updates')) webhook.dropPending();
  const wasSet = webhook.current.url !== '';
  webhook.set({ ...noWebhook, allowedUpdates: webhook.current.allowedUpdates });
  return { result: true, description: wasSet ? 'Webhook was deleted' : 'Webhook is already deleted' };
}
