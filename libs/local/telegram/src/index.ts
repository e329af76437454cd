export { type Fault } from './answer-request';
export { type BotApiServer, type BotApiServerOptions, startBotApiServer } from './bot-api-server';
