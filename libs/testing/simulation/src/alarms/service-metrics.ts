import { type Service, metricNamespace, resourceName } from '@pulso/contracts/envelope';
import { type MetricName } from '@pulso/local/terraform';

import { alarmedStage } from './stage-alarms';

type FunctionMetricName = 'AsyncEventsDropped' | 'Duration' | 'Errors' | 'Throttles' | 'Url4xxCount' | 'Url5xxCount';

/** Each is asked for at every invocation. */
const functionMetrics = new Map<string, MetricName>();

/** What Lambda publishes about a function. @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html */
export function functionMetric(service: Service, name: FunctionMetricName): MetricName {
  const key = `${service} ${name}`;
  let metric = functionMetrics.get(key);
  if (!metric) {
    metric = { namespace: 'AWS/Lambda', name, dimensions: { FunctionName: resourceName(alarmedStage, service) } };
    functionMetrics.set(key, metric);
  }
  return metric;
}

/** How many messages lie in the dead-letter queue of a queue. */
export const deadLettersMetric = (queueName: string): MetricName => ({
  namespace: 'AWS/SQS',
  name: 'ApproximateNumberOfMessagesVisible',
  dimensions: { QueueName: resourceName(alarmedStage, `${queueName}-dlq`) },
});

/** Sweeps that have ended, as their metric filter counts them. */
export const sweepsMetric: MetricName = {
  namespace: metricNamespace(alarmedStage),
  name: 'SweepHeartbeat',
  dimensions: {},
};

/** Complete scheduled reports that have come to a destination, as their metric filter counts them. */
export const deliveredReportsMetric = (reportId: string): MetricName => ({
  namespace: metricNamespace(alarmedStage),
  name: 'ReportDelivered',
  dimensions: { ReportId: reportId },
});
