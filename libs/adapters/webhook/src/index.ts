export { createCallWebhook, readWebhook } from './create-call-webhook';
