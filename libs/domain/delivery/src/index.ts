export {
  type CheckWebhookDeps,
  type ReadBotUrl,
  type ReadWebhookInfo,
  type WebhookInfo,
  checkWebhook,
} from './check-webhook';
export {
  type Delivery,
  type DeliveryKey,
  type DeliveryStore,
  type DeliveryWrite,
  type StoredDelivery,
} from './delivery';
export {
  type BotApi,
  type Buttons,
  type CallWebhook,
  type MailToSend,
  type MailTools,
  type PostOutcome,
  type RenderPng,
  type SendMail,
  type WebhookCall,
  type WebhookTools,
  botApiCallTimeoutMs,
} from './ports';
export { type ReportUpdatesDeps, processReportUpdates } from './process-report-updates';
