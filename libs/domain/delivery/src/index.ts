export {
  type BotApi,
  type Button,
  type Buttons,
  type Delivery,
  type DeliveryKey,
  type DeliveryStore,
  type DeliveryWrite,
  type Photo,
  type StoredDelivery,
  botApiCallTimeoutMs,
} from './ports';
export { type ReportUpdatesDeps, processReportUpdates } from './process-report-updates';
export {
  type CallWebhook,
  type ChartTools,
  type MailToSend,
  type MailTools,
  type PostOutcome,
  type ReaderOptions,
  type RenderPng,
  type SendMail,
  type WebhookCall,
  type WebhookTools,
} from './tools';
