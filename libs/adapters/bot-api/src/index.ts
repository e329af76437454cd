export { type BotApiOptions, createBotApi } from './create-bot-api';
