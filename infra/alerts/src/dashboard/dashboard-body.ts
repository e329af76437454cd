import { queueNames, resourceName, schedulesDeadLetterQueue, services } from '@pulso/contracts/envelope';
import { functionMetric, queueMetric, stageMetric } from '@pulso/infra/constructs';

import { savedQuery } from '../saved-queries';
import { answer, layOut, linePerValue, lines, text } from './widgets';

const deadLetterQueues = [...queueNames.map((name) => `${name}-dlq`), schedulesDeadLetterQueue];

interface Place {
  readonly stage: string;
  readonly region: string;
}

/**
 * What operators look at first: from the people who write to the bot down to the readers of reports. Each title says what
 * is good, so that a reader who has never seen the graph on a good day can judge it.
 *
 * CloudWatch would show the last three hours, and would choose the length of periods by them: there is no yesterday and no
 * last week in three hours, and of "sweeps in five minutes" it would show those of one.
 *
 * @returns The body of a CloudWatch dashboard.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export function dashboardBody(place: Place): object {
  return {
    start: '-P7D',
    periodOverride: 'inherit',
    widgets: layOut([heading(place), bot(place), runs(place), queueDepths(place), deliveries(place)]),
  };
}

const heading = ({ stage }: Place) => ({
  height: 2,
  widgets: [
    text(
      `# Pulso, ${stage}\nEach title says what is good. What to do about an alarm: docs/operations.md. ` +
        `Questions to the logs: Logs Insights, saved queries, pulso/${stage}.`,
    ),
  ],
});

function bot({ stage, region }: Place) {
  const metric = (name: string) => functionMetric(resourceName(stage, 'bot'), name);
  return {
    height: 6,
    widgets: [
      lines({ title: 'Requests: as many as at this hour yesterday', region, periodSeconds: 300 }, [
        { metric: metric('UrlRequestCount'), label: 'calls of the webhook', stat: 'Sum' },
      ]),
      lines({ title: 'Failed answers: none, but for a few 4xx of strangers', region, periodSeconds: 300 }, [
        { metric: metric('Url5xxCount'), label: '5xx', stat: 'Sum' },
        { metric: metric('Url4xxCount'), label: '4xx', stat: 'Sum' },
        { metric: metric('Errors'), label: 'crashes and timeouts', stat: 'Sum' },
        { metric: metric('Throttles'), label: 'refused for lack of room', stat: 'Sum' },
      ]),
      lines({ title: 'Time to answer: 95 of 100 within a second', region, periodSeconds: 300 }, [
        { metric: metric('UrlRequestLatency'), label: '95 of 100, ms', stat: 'p95' },
        { metric: metric('UrlRequestLatency'), label: 'half of them, ms', stat: 'p50' },
      ]),
    ],
  };
}

const runs = ({ stage, region }: Place) => ({
  height: 7,
  widgets: [
    answer(
      { title: 'Runs: all finished, with every answer counted', region, view: 'table' },
      stage,
      savedQuery('runs'),
    ),
    answer(
      { title: 'Scanned GB a day: as many as last week', region, view: 'bar' },
      stage,
      savedQuery('scanned-bytes'),
    ),
    answer({ title: 'Repeated attempts: a few per question', region, view: 'table' }, stage, savedQuery('attempts')),
    lines({ title: 'Sweeps in five minutes: 1, without a gap', region, periodSeconds: 300 }, [
      { metric: stageMetric(stage, 'SweepHeartbeat'), label: 'sweeps', stat: 'Sum' },
    ]),
  ],
});

function queueDepths({ stage, region }: Place) {
  const metric = (queue: string, name: string) => queueMetric(resourceName(stage, queue), name);
  return {
    height: 6,
    widgets: [
      lines(
        { title: 'Oldest message: younger than 900 s', region, periodSeconds: 300 },
        queueNames.map((queue) => ({
          metric: metric(queue, 'ApproximateAgeOfOldestMessage'),
          label: queue,
          stat: 'Maximum' as const,
        })),
      ),
      lines(
        { title: 'Dead letters: 0', region, periodSeconds: 300 },
        deadLetterQueues.map((queue) => ({
          metric: metric(queue, 'ApproximateNumberOfMessagesVisible'),
          label: queue,
          stat: 'Maximum' as const,
        })),
      ),
      lines(
        { title: 'Functions that crash or run out of time: 0', region, periodSeconds: 300 },
        services.map((service) => ({
          metric: functionMetric(resourceName(stage, service), 'Errors'),
          label: service,
          stat: 'Sum' as const,
        })),
      ),
    ],
  };
}

const deliveries = ({ stage, region }: Place) => ({
  height: 6,
  widgets: [
    linePerValue(
      { title: 'Scheduled reports a day: as many as destinations', region, periodSeconds: 86_400 },
      stageMetric(stage, 'ReportDelivered'),
      'ReportId',
    ),
    answer(
      { title: 'Deliveries: delivered or unchanged, none ended', region, view: 'table' },
      stage,
      savedQuery('deliveries'),
    ),
    answer({ title: 'Messages that came back: none', region, view: 'table' }, stage, savedQuery('unsettled-messages')),
  ],
});
