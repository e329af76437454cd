import { type Service, consumers, logGroupName, services } from '@pulso/contracts/envelope';

/** A question to the logs of services, so that operators need not write it at night. */
export interface SavedQuery {
  /** The services whose logs it reads. */
  readonly services: readonly [Service, ...Service[]];
  readonly query: string;
}

const [{ service: firstConsumer }, ...otherConsumers] = consumers;

/** The functions that log JSON lines about messages from queues. */
const consumerNames = [firstConsumer, ...otherConsumers.map(({ service }) => service)] as const;

/**
 * All queries that docs/operations.md names. In `follow-a-run` the reader replaces RUN_ID.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
 */
export const savedQueries = {
  errors: {
    services: [...services],
    query: `filter level = "ERROR" or event = "message-not-settled"
| stats count(*) as lines, max(@timestamp) as last by service, event, errorName
| sort lines desc`,
  },
  'follow-a-run': {
    services: [...services],
    query: `fields @timestamp, service, level, event, queryId, destination, status, state, requestId
| filter runId = "RUN_ID"
| sort @timestamp asc
| limit 1000`,
  },
  runs: {
    services: ['aggregator'],
    query: `filter event = "run-closed"
| fields @timestamp, runId, why, counter, expectedCount
| sort @timestamp desc
| limit 50`,
  },
  questions: {
    services: ['query-worker'],
    query: `filter event = "query-finished"
| stats count(*) as answers, sum(bytesScanned) / 1000000000 as gigabytes by queryId, status, reason
| sort gigabytes desc`,
  },
  'scanned-bytes': {
    services: ['query-worker'],
    query: `filter event = "query-finished"
| stats sum(bytesScanned) / 1000000000 as gigabytes by bin(1d)`,
  },
  attempts: {
    services: ['query-worker'],
    query: `filter event = "query-job-waits"
| stats count(*) as times, max(delaySeconds) as longestDelaySeconds by runId, queryId, why
| sort times desc
| limit 50`,
  },
  'unsettled-messages': {
    services: consumerNames,
    query: `filter event = "message-not-settled"
| stats count(*) as times, max(@timestamp) as last by service, errorName, errorMessage
| sort times desc`,
  },
  deliveries: {
    services: ['notifier'],
    query: `filter event in ["report-delivered", "report-unchanged", "delivery-ended", "delivery-delayed",
  "delivery-unanswered", "chart-not-drawn"]
| stats count(*) as times, max(@timestamp) as last by destination, event, state
| sort destination asc`,
  },
  'slow-invocations': {
    services: [...services],
    query: `filter type = "platform.report"
| stats max(record.metrics.durationMs) as longestMs, pct(record.metrics.durationMs, 95) as p95Ms,
    max(record.metrics.maxMemoryUsedMB) as memoryMb, count(*) as invocations by @log
| sort longestMs desc`,
  },
  'failed-updates': {
    services: ['bot'],
    query: `filter event in ["webhook-call-failed", "update-given-up", "usage-not-recorded", "reply-not-delivered", "reply-unknown"]
| stats count(*) as times, max(@timestamp) as last by event, errorName, failure, reason
| sort times desc`,
  },
  'unauthorized-calls': {
    services: ['bot'],
    query: `filter event = "webhook-unauthorized"
| stats count(*) as calls by bin(5m)`,
  },
} as const satisfies Readonly<Record<string, SavedQuery>>;

export type SavedQueryName = keyof typeof savedQueries;

/**
 * Sorted: the provider compares them with CloudWatch's answer as a list, and by the schema of CloudFormation's resource
 * type the answer has no order.
 *
 * @see https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-logs/pull/55
 */
export const logGroupsOf = (stage: string, name: SavedQueryName): string[] =>
  savedQueries[name].services.map((service) => logGroupName(stage, service)).sort();
