export { MessageWaitsError } from './batches/errors';
export {
  type BatchResponse,
  type MessagePause,
  type PauseMessages,
  type QueueMessage,
  type SettleBatchDeps,
  receiveCountOf,
  sentAtMsOf,
  settleBatch,
} from './batches/settle-batch';
export { type TakeTurns, createTakeTurns } from './batches/take-turns';
export { ConfigurationError } from './configuration/errors';
export { httpsOrLoopbackUrl, isHttpsOrLoopback } from './configuration/https-or-loopback-url';
export { type Environment, json, readEnvironment, text, wholeNumber } from './configuration/read-environment';
export { errorFields } from './logging/error-fields';
export { type Log, type LogFields, createJsonLog } from './logging/log';
export { redactBotToken } from './logging/redact';
