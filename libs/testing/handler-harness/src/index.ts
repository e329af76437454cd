export { type HandlerHarness, startHandler } from './start-handler';
export { invocation } from './invocation';
export { sqsEvent } from './sqs-event';
