export { MessageQueue } from './message-queue';
export { QueueTrigger } from './queue-trigger';
