export { type CallWebhookOptions, createCallWebhook } from './create-call-webhook';
export { type Webhook, readWebhook } from './read-webhook';
