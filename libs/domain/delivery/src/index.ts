export { type CheckWebhookDeps, checkWebhook } from './check-webhook';
export {
  type BotApi,
  type Buttons,
  type ReadBotUrl,
  type ReadWebhookInfo,
  type WebhookInfo,
  botApiCallTimeoutMs,
} from './ports/bot-api';
export {
  type Delivery,
  type DeliveryKey,
  type DeliveryStore,
  type DeliveryWrite,
  type StoredDelivery,
} from './ports/delivery-store';
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
} from './ports/loaded-tools';
