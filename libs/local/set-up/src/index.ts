export { type CallBotApi, createCallBotApi } from './create-call-bot-api';
export { BotApiRefusedError, BotApiUnreachableError } from './errors';
export { type SetUpResult, setUpProfile } from './set-up-profile';
export { type Webhook, type WebhookResult, allowedUpdates, setUpWebhook } from './set-up-webhook';
