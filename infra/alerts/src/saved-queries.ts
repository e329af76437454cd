import { type Service, consumers, logGroupName, services } from '@pulso/contracts/envelope';

/** A question to the logs of services, which operators would otherwise have to write at night. */
export interface SavedQuery {
  readonly name: string;
  /** Whose logs it reads. */
  readonly services: readonly [Service, ...Service[]];
  readonly query: string;
}

const [{ service: firstConsumer }, ...otherConsumers] = consumers;

/** The functions that write JSON lines about messages which they take from queues. */
const consumerNames = [firstConsumer, ...otherConsumers.map(({ service }) => service)] as const;

/**
 * Everything that docs/operations.md names. In `follow-a-run` the reader puts an id in place of RUN_ID.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
 */
export const savedQueries = [
  {
    name: 'errors',
    services: [...services],
    query: `filter level = "ERROR" or event = "message-not-settled"
| stats count(*) as lines, max(@timestamp) as last by service, event, errorName
| sort lines desc`,
  },
  {
    name: 'follow-a-run',
    services: [...services],
    query: `fields @timestamp, service, level, event, queryId, destination, status, state, requestId
| filter runId = "RUN_ID"
| sort @timestamp asc
| limit 1000`,
  },
  {
    name: 'runs',
    services: ['aggregator'],
    query: `filter event = "run-closed"
| fields @timestamp, runId, why, counter, expectedCount
| sort @timestamp desc
| limit 50`,
  },
  {
    name: 'questions',
    services: ['query-worker'],
    query: `filter event = "query-finished"
| stats count(*) as answers, sum(bytesScanned) / 1000000000 as gigabytes by queryId, status, reason
| sort gigabytes desc`,
  },
  {
    name: 'scanned-bytes',
    services: ['query-worker'],
    query: `filter event = "query-finished"
| stats sum(bytesScanned) / 1000000000 as gigabytes by bin(1d)`,
  },
  {
    name: 'attempts',
    services: ['query-worker'],
    query: `filter event = "query-requeued"
| stats count(*) as times, max(delaySeconds) as longestDelaySeconds by runId, queryId, why
| sort times desc
| limit 50`,
  },
  {
    name: 'unsettled-messages',
    services: consumerNames,
    query: `filter event = "message-not-settled"
| stats count(*) as times, max(@timestamp) as last by service, errorName, errorMessage
| sort times desc`,
  },
  {
    name: 'deliveries',
    services: ['notifier'],
    query: `filter event in ["report-delivered", "report-unchanged", "delivery-ended", "delivery-delayed",
  "delivery-unanswered", "chart-not-drawn"]
| stats count(*) as times, max(@timestamp) as last by destination, event, state
| sort destination asc`,
  },
  {
    name: 'slow-invocations',
    services: [...services],
    query: `filter type = "platform.report"
| stats max(record.metrics.durationMs) as longestMs, pct(record.metrics.durationMs, 95) as p95Ms,
    max(record.metrics.maxMemoryUsedMB) as memoryMb, count(*) as invocations by @log
| sort longestMs desc`,
  },
  {
    name: 'failed-updates',
    services: ['bot'],
    query: `filter event in ["webhook-call-failed", "update-given-up", "usage-not-recorded", "reply-not-delivered", "reply-unknown"]
| stats count(*) as times, max(@timestamp) as last by event, errorName, failure, reason
| sort times desc`,
  },
  {
    name: 'unauthorized-calls',
    services: ['bot'],
    query: `filter event = "webhook-unauthorized"
| stats count(*) as calls by bin(5m)`,
  },
] as const satisfies readonly SavedQuery[];

export type SavedQueryName = (typeof savedQueries)[number]['name'];

/** @throws {RangeError} There is none of that name. Not retryable. */
export function savedQuery(name: SavedQueryName): SavedQuery {
  const found = savedQueries.find((query) => query.name === name);
  if (!found) throw new RangeError(`There is no saved query "${name}".`);
  return found;
}

/**
 * Sorted: the provider compares those of a saved query with CloudWatch's answer as a list, and by the schema of
 * CloudFormation's resource type the answer has no order.
 *
 * @see https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-logs/pull/55
 */
export const logGroupsOf = (stage: string, query: SavedQuery): string[] =>
  query.services.map((service) => logGroupName(stage, service)).sort();
