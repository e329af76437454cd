export { type BotApiOptions } from './call-method';
export { createBotApi } from './create-bot-api';
export { createReadWebhookInfo } from './create-read-webhook-info';
