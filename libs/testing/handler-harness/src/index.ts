export { type HandlerHarness, startHandler } from './start-handler';
export { sqsEvent } from './sqs-event';
