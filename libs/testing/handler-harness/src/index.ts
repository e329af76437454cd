export { type HandlerHarness, startHandler } from './start-handler';
export { invocation, sqsEvent } from './events';
