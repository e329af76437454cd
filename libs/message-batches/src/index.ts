export { type BatchResponse, type QueueMessage, receiveCountOf, settleBatch } from './settle-batch';
