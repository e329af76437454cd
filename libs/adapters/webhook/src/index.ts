export { createCallWebhook } from './create-call-webhook';
export { readWebhook } from './read-webhook';
