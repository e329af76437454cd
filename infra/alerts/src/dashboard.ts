import { queueNames, resourceName, schedulesDeadLetterQueue, services } from '@pulso/contracts/envelope';
import { type Metric, functionMetric, queueMetric, stageMetric } from '@pulso/infra/constructs';

import { type SavedQueryName, logGroupsOf, savedQueries } from './saved-queries';

interface Place {
  readonly stage: string;
  readonly region: string;
}

/** The content of a widget; its row decides its place. */
interface Widget {
  readonly type: 'metric' | 'log' | 'text';
  readonly properties: Readonly<Record<string, unknown>>;
}

interface Row {
  readonly height: number;
  readonly widgets: readonly Widget[];
}

/**
 * The operators' first look: from the people who write to the bot down to the readers of reports. Each title says what is
 * good, so that a reader who has never seen the graph can judge it.
 *
 * By default CloudWatch would show three hours and choose periods for them: without yesterday or last week, and with one
 * minute instead of "sweeps in five minutes".
 *
 * @returns The body of a CloudWatch dashboard.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export const dashboardBody = (place: Place): object => ({
  start: '-P7D',
  periodOverride: 'inherit',
  widgets: layOut([heading(place), bot(place), runs(place), queues(place), deliveries(place)]),
});

function heading({ stage }: Place): Row {
  const markdown =
    `# Pulso, ${stage}\nEach title says what is good. What to do about an alarm: docs/operations.md. ` +
    `Questions to the logs: Logs Insights, saved queries, pulso/${stage}.`;
  return { height: 2, widgets: [{ type: 'text', properties: { markdown } }] };
}

function bot(place: Place): Row {
  const metric = (name: string) => functionMetric(resourceName(place.stage, 'bot'), name);
  return {
    height: 6,
    widgets: [
      lines(place, 'Requests: as many as at this hour yesterday', [
        [metric('UrlRequestCount'), 'calls of the webhook', 'Sum'],
      ]),
      lines(place, 'Failed answers: none, but for a few 4xx of strangers', [
        [metric('Url5xxCount'), '5xx', 'Sum'],
        [metric('Url4xxCount'), '4xx', 'Sum'],
        [metric('Errors'), 'crashes and timeouts', 'Sum'],
        [metric('Throttles'), 'refused for lack of room', 'Sum'],
      ]),
      lines(place, 'Time to answer: 95 of 100 within a second', [
        [metric('UrlRequestLatency'), '95 of 100, ms', 'p95'],
        [metric('UrlRequestLatency'), 'half of them, ms', 'p50'],
      ]),
    ],
  };
}

const runs = (place: Place): Row => ({
  height: 7,
  widgets: [
    answer(place, 'Runs: all finished, with every answer counted', 'runs'),
    answer(place, 'Scanned GB a day: as many as last week', 'scanned-bytes', 'bar'),
    answer(place, 'Repeated attempts: a few per question', 'attempts'),
    lines(place, 'Sweeps in five minutes: 1, without a gap', [
      [stageMetric(place.stage, 'SweepHeartbeat'), 'sweeps', 'Sum'],
    ]),
  ],
});

const deadLetterQueues = [...queueNames.map((name) => `${name}-dlq`), schedulesDeadLetterQueue];

function queues(place: Place): Row {
  const nameOf = (base: string) => resourceName(place.stage, base);
  const highest = (names: readonly string[], metricName: string) =>
    names.map((name): Line => [queueMetric(nameOf(name), metricName), name, 'Maximum']);
  return {
    height: 6,
    widgets: [
      lines(place, 'Oldest message: younger than 900 s', highest(queueNames, 'ApproximateAgeOfOldestMessage')),
      lines(place, 'Dead letters: 0', highest(deadLetterQueues, 'ApproximateNumberOfMessagesVisible')),
      lines(
        place,
        'Functions that crash or run out of time: 0',
        services.map((service) => [functionMetric(nameOf(service), 'Errors'), service, 'Sum']),
      ),
    ],
  };
}

function deliveries(place: Place): Row {
  const { namespace, name } = stageMetric(place.stage, 'ReportDelivered');
  // One line for each report, including later ones.
  const expression = `SEARCH('{${namespace},ReportId} MetricName="${name}"', 'Sum', 86400)`;
  return {
    height: 6,
    widgets: [
      graph(place, 'Scheduled reports a day: as many as destinations', 86_400, [[{ expression }]]),
      answer(place, 'Deliveries: delivered or unchanged, none ended', 'deliveries'),
      answer(place, 'Messages that came back: none', 'unsettled-messages'),
    ],
  };
}

type Line = readonly [metric: Metric, label: string, stat: 'Sum' | 'Maximum' | 'p50' | 'p95'];

const lines = (place: Place, title: string, shown: readonly Line[]): Widget =>
  graph(
    place,
    title,
    300,
    shown.map(([{ namespace, name, dimensions = {} }, label, stat]) => [
      namespace,
      name,
      ...Object.entries(dimensions).flat(),
      { label, stat },
    ]),
  );

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
const graph = ({ region }: Place, title: string, periodSeconds: number, metrics: readonly unknown[][]): Widget => ({
  type: 'metric',
  properties: {
    title,
    region,
    view: 'timeSeries',
    stacked: false,
    period: periodSeconds,
    yAxis: { left: { min: 0 } },
    metrics,
  },
});

/** The answer of a saved query. Each look at the dashboard scans logs, so it leaves out those with usage records. */
function answer(
  { stage, region }: Place,
  title: string,
  name: SavedQueryName,
  view: 'table' | 'bar' = 'table',
): Widget {
  const sources = logGroupsOf(stage, name).map((group) => `SOURCE '${group}'`);
  return {
    type: 'log',
    properties: { title, region, view, query: `${sources.join(' | ')} | ${savedQueries[name].query}` },
  };
}

/** The columns of CloudWatch's grid. */
export const gridColumns = 24;

/** Puts rows below each other, and the widgets of a row beside each other with equal widths. */
function layOut(rows: readonly Row[]): object[] {
  let y = 0;
  return rows.flatMap(({ height, widgets }) => {
    const width = Math.floor(gridColumns / widgets.length);
    const placed = widgets.map((widget, index) => ({ ...widget, x: index * width, y, width, height }));
    y += height;
    return placed;
  });
}
