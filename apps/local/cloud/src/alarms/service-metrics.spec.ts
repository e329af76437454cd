import { type MetricValue } from '@pulso/world/alarms';

import { createServiceMetrics, queueMetrics } from './service-metrics';

/** Values by metric and dimension. */
const shown = (values: readonly MetricValue[]): Record<string, number> =>
  Object.fromEntries(
    values.map(({ metric, value, atMs }) => [
      `${atMs} ${metric.namespace} ${metric.name} ${Object.entries(metric.dimensions).flat().join('=')}`,
      value,
    ]),
  );

describe('the metrics of services', () => {
  const put: MetricValue[] = [];
  const metrics = createServiceMetrics({ nowMs: () => 9 }, (value) => put.push(value));

  beforeEach(() => put.splice(0));

  it('count an invocation and its failure when it began, with its duration', () => {
    metrics.onInvocation({ functionName: 'bot', status: 'timeout', durationMs: 30_000, startedAtMs: 5 });

    expect(shown(put)).toEqual({
      '5 AWS/Lambda Invocations FunctionName=bot': 1,
      '5 AWS/Lambda Errors FunctionName=bot': 1,
      '5 AWS/Lambda Duration FunctionName=bot': 30_000,
    });
  });

  it('count no error of an invocation that succeeded', () => {
    metrics.onInvocation({ functionName: 'bot', status: 'success', durationMs: 3, startedAtMs: 5 });

    expect(shown(put)).toMatchObject({ '5 AWS/Lambda Errors FunctionName=bot': 0 });
  });

  it.each([
    [200, 0, 0],
    [401, 1, 0],
    [503, 0, 1],
  ])('count an answer %i of a function URL', (status, clientErrors, serverErrors) => {
    metrics.onAnswer('bot', status);

    expect(shown(put)).toEqual({
      '9 AWS/Lambda UrlRequestCount FunctionName=bot': 1,
      '9 AWS/Lambda Url4xxCount FunctionName=bot': clientErrors,
      '9 AWS/Lambda Url5xxCount FunctionName=bot': serverErrors,
    });
  });

  it('count what was refused, given up and not handed over', () => {
    metrics.onThrottle('bot');
    metrics.onDropped('dispatcher');
    metrics.onTargetError();

    expect(shown(put)).toEqual({
      '9 AWS/Lambda Throttles FunctionName=bot': 1,
      '9 AWS/Lambda AsyncEventsDropped FunctionName=dispatcher': 1,
      '9 AWS/Scheduler TargetErrorCount ScheduleGroup=default': 1,
    });
  });

  it('are the depths of queues and the age of their messages', () => {
    const sqs = { depths: () => ({ visible: 1, inFlight: 2, delayed: 3 }), oldestAgeSeconds: () => 4 };

    expect(shown(queueMetrics([{ name: 'jobs' }], sqs, 7))).toEqual({
      '7 AWS/SQS ApproximateNumberOfMessagesVisible QueueName=jobs': 1,
      '7 AWS/SQS ApproximateNumberOfMessagesNotVisible QueueName=jobs': 2,
      '7 AWS/SQS ApproximateNumberOfMessagesDelayed QueueName=jobs': 3,
      '7 AWS/SQS ApproximateAgeOfOldestMessage QueueName=jobs': 4,
    });
  });
});
