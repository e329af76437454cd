export { createBotApi } from './create-bot-api';
