export { type BotApiOptions } from './call-method';
export { createBotApi, createReadWebhookInfo } from './create-bot-api';
