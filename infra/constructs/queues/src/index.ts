export { MessageQueue } from './message-queue';
export { OwnQueueLoop } from './own-queue-loop';
export { QueueTrigger } from './queue-trigger';
