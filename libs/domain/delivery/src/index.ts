export { type CheckWebhookDeps, checkWebhook } from './check-webhook';
export {
  type BotApi,
  type Buttons,
  type ReadBotUrl,
  type ReadWebhookInfo,
  type WebhookInfo,
  botApiCallTimeoutMs,
} from './ports';
export {
  type Delivery,
  type DeliveryKey,
  type DeliveryStore,
  type DeliveryWrite,
  type StoredDelivery,
} from './delivery';
export { type ReportUpdatesDeps, processReportUpdates } from './process-report-updates';
export {
  type CallWebhook,
  type MailToSend,
  type MailTools,
  type PostOutcome,
  type RenderPng,
  type SendMail,
  type WebhookCall,
  type WebhookTools,
} from './ports';
