import { type Clock } from '@pulso/kit/time';
import { type SqsService } from '@pulso/local/gateway';
import { type MetricValue } from '@pulso/world/alarms';
import { type InvocationRecord } from '@pulso/local/lambda';
import { type QueueDefinition } from '@pulso/world/stacks';

/** Turns what functions and schedules do into the metrics that Lambda and the Scheduler publish. */
export interface ServiceMetrics {
  onInvocation(record: Pick<InvocationRecord, 'durationMs' | 'functionName' | 'startedAtMs' | 'status'>): void;
  onThrottle(functionName: string): void;
  onDropped(functionName: string): void;
  onAnswer(functionName: string, status: number): void;
  /** A schedule could not hand its event over; it may try again. */
  onTargetError(): void;
}

/**
 * Names are Lambda's; an invocation counts at the time at which it began.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/monitoring-cloudwatch.html
 */
export function createServiceMetrics(
  clock: Pick<Clock, 'nowMs'>,
  putMetric: (value: MetricValue) => void,
): ServiceMetrics {
  const put = (functionName: string, name: string, value: number, atMs = clock.nowMs()): void =>
    putMetric({ metric: { namespace: 'AWS/Lambda', name, dimensions: { FunctionName: functionName } }, value, atMs });
  return {
    onTargetError: () =>
      putMetric({
        metric: { namespace: 'AWS/Scheduler', name: 'TargetErrorCount', dimensions: { ScheduleGroup: 'default' } },
        value: 1,
        atMs: clock.nowMs(),
      }),
    onInvocation: ({ functionName, status, durationMs, startedAtMs }) => {
      put(functionName, 'Invocations', 1, startedAtMs);
      put(functionName, 'Errors', status === 'success' ? 0 : 1, startedAtMs);
      put(functionName, 'Duration', durationMs, startedAtMs);
    },
    onThrottle: (functionName) => put(functionName, 'Throttles', 1),
    onDropped: (functionName) => put(functionName, 'AsyncEventsDropped', 1),
    onAnswer: (functionName, status) => {
      put(functionName, 'UrlRequestCount', 1);
      put(functionName, 'Url4xxCount', status >= 400 && status < 500 ? 1 : 0);
      put(functionName, 'Url5xxCount', status >= 500 ? 1 : 0);
    },
  };
}

/**
 * Reads the metrics of queues.
 *
 * SQS stops publishing those of a queue that was idle for hours; here they go on. The age in a dead-letter queue counts
 * from when a message was first sent, not from when it came there.
 *
 * @param atMs - The time for the values, epoch ms.
 */
export const queueMetrics = (
  queues: readonly Pick<QueueDefinition, 'name'>[],
  { depths, oldestAgeSeconds }: Pick<SqsService, 'depths' | 'oldestAgeSeconds'>,
  atMs: number,
): MetricValue[] =>
  queues.flatMap(({ name: queueName }) => {
    const { visible, inFlight, delayed } = depths(queueName);
    const values = {
      ApproximateNumberOfMessagesVisible: visible,
      ApproximateNumberOfMessagesNotVisible: inFlight,
      ApproximateNumberOfMessagesDelayed: delayed,
      ApproximateAgeOfOldestMessage: oldestAgeSeconds(queueName),
    };
    return Object.entries(values).map(([name, value]) => ({
      metric: { namespace: 'AWS/SQS', name, dimensions: { QueueName: queueName } },
      value,
      atMs,
    }));
  });
