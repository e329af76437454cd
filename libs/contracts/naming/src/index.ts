export { type AlarmedEvent, alarmedEvents } from './alarmed-events';
export { botTimeoutSeconds } from './bot-timeout';
export { backupDays, deliveryRetentionDays } from './retention';
export { type DeliverySettings, maxDelaySeconds, maxMessageBytes } from './delivery-settings';
export { type MeasuredEvent, measuredEvents } from './measured-events';
export {
  alertsTopicName,
  logGroupName,
  metricNamespace,
  parameterName,
  resourceName,
  schedulesDeadLetterQueue,
  commandSecretParameter,
  secretParameters,
  unsetSecret,
  webhookParameter,
} from './names';
export { type QueueName, type Service, consumers, queueNames, services } from './services';
