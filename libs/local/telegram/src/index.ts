export { type BotApiEvent } from './bot-api-event';
export { type BotApiServer, type BotApiServerOptions } from './bot-api-server';
export { type Fault } from './faults';
export { type MethodName } from './methods/methods';
export { type Happened, type Place } from './people/people';
export { type PeopleEvent, type ShownMessage } from './people/people-event';
export { type LoggedEvent } from './people/people-log';
export { startBotApiServer } from './start-bot-api-server';
export { type BotUser } from './telegram-types';
