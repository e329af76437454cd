export { CopyMayExistError } from './errors';
export { leaveCopy, mayLeaveCopy } from './leave-copy';
export { type BatchResponse, type QueueMessage, receiveCountOf, settleBatch } from './settle-batch';
export { type TakeTurns, createTakeTurns } from './take-turns';
