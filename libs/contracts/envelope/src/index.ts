export { type AlarmedEvent, alarmedEvents } from './alarmed-events';
export { botTimeoutSeconds } from './bot-timeout';
export { type DeliverySettings, maxDelaySeconds, maxMessageBytes } from './delivery-settings';
export { describeIssue } from './describe-issue';
export { MalformedMessageError, UnsupportedSchemaVersionError } from './errors';
export { nonEmpty, tolerant, wholeNumber } from './fields';
export { type MeasuredEvent, measuredEvents } from './measured-events';
export { messageReader } from './message-reader';
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
export { backupDays, deliveryRetentionDays } from './retention';
export { type QueueName, type Service, consumers, queueNames, services } from './services';
