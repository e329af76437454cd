export { MessageWaitsError } from './errors';
export {
  type BatchResponse,
  type MessagePause,
  type PauseMessages,
  type QueueMessage,
  type SettleBatchDeps,
  receiveCountOf,
  sentAtMsOf,
  settleBatch,
} from './settle-batch';
export { type TakeTurns, createTakeTurns } from './take-turns';
