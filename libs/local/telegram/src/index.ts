export { type Fault } from './answer-request';
export { type BotApiServer, startBotApiServer } from './bot-api-server';
