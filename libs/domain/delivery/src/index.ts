export {
  type BotApi,
  type Buttons,
  type Delivery,
  type DeliveryKey,
  type DeliveryStore,
  type DeliveryWrite,
  type StoredDelivery,
  botApiCallTimeoutMs,
} from './ports';
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
} from './tools';
