import { metricNamespace } from '@pulso/contracts/envelope';

/** What identifies a metric in CloudWatch, together with account and region. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions?: Readonly<Record<string, string>>;
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html */
export const functionMetric = (functionName: string, name: string): Metric => ({
  namespace: 'AWS/Lambda',
  name,
  dimensions: { FunctionName: functionName },
});

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html */
export const queueMetric = (queueName: string, name: string): Metric => ({
  namespace: 'AWS/SQS',
  name,
  dimensions: { QueueName: queueName },
});

/** A metric that log events of a service become. */
export const stageMetric = (stage: string, name: string, dimensions?: Metric['dimensions']): Metric => ({
  namespace: metricNamespace(stage),
  name,
  ...(dimensions ? { dimensions } : {}),
});
