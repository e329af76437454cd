export { type BatchResponse, type QueueMessage, receiveCountOf, settleBatch } from './settle-batch';
export { type TakeTurns, createTakeTurns } from './take-turns';
