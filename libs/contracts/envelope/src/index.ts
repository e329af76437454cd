export { type DeliverySettings, maxDelaySeconds, maxMessageBytes } from './delivery-settings';
export { type AlarmedEvent, type MeasuredEvent, alarmedEvents, measuredEvents } from './events';
export { nonEmpty, tolerant, wholeNumber } from './fields';
export { MalformedMessageError, UnsupportedSchemaVersionError, describeIssue, messageReader } from './message-reader';
export {
  alertsTopicName,
  backupDays,
  botTimeoutSeconds,
  commandSecretParameter,
  deliveryRetentionDays,
  logGroupName,
  metricNamespace,
  parameterName,
  resourceName,
  schedulesDeadLetterQueue,
  secretParameters,
  unsetSecret,
  webhookParameter,
} from './names';
export { type QueueName, type Service, consumers, queueNames, services } from './services';
