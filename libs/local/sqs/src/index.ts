export { type Message, Queue, type QueueDepths } from './queue';
