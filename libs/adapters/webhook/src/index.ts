export { type CallWebhookOptions, createCallWebhook } from './create-call-webhook';
