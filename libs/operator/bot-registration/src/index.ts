export { type CallBotApi, createCallBotApi } from './create-call-bot-api';
export { BotApiRefusedError, BotApiUnreachableError } from './errors';
export {
  type PartState,
  type RegisteredPart,
  emptiedProfile,
  readProfile,
  setUpProfile,
  wantedProfile,
} from './profile';
export {
  type Difference,
  type Webhook,
  type WebhookInfo,
  allowedUpdates,
  maxConnectionsFor,
  readWebhook,
  removeWebhook,
  setUpWebhook,
  webhookDifferences,
} from './webhook';
