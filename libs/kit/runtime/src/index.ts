export { type Log, type LogFields, createJsonLog, errorFields, redactBotToken } from './log';
export { ConfigurationError, httpsOrLoopbackUrl, isHttpsOrLoopback } from './read-environment';
export { type Environment, json, readEnvironment, text, wholeNumber } from './read-environment';
export {
  type BatchResponse,
  type VisibilityChange,
  MessageWaitsError,
  type ChangeVisibility,
  type QueueMessage,
  type SettleBatchDeps,
  type TakeTurns,
  createTakeTurns,
  receiveCountOf,
  sentAtMsOf,
  settleBatch,
} from './settle-batch';
