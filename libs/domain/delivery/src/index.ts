export { type BotApi, type MessageToEdit, type MessageToSend, botApiCallTimeoutMs } from './bot-api';
export {
  type Delivery,
  type DeliveryKey,
  type DeliveryStore,
  type DeliveryWrite,
  type StoredDelivery,
} from './delivery-store';
export {
  BotTokenRefusedError,
  ChatKeepsMovingError,
  LeaseLostError,
  NotNowError,
  TelegramUnreachableError,
  UnansweredCallError,
} from './errors';
export { leaseMs } from './lease';
export { type ReportUpdatesDeps, processReportUpdates } from './process-report-updates';
export { type QueuedUpdate } from './split-update';
