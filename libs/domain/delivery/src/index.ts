export {
  type BotApi,
  type Delivery,
  type DeliveryKey,
  type DeliveryStore,
  type DeliveryWrite,
  type RenderPng,
  type StoredDelivery,
  botApiCallTimeoutMs,
} from './ports';
export { type ReportUpdatesDeps, processReportUpdates } from './process-report-updates';
