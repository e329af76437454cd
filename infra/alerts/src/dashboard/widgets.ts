import { type Metric } from '@pulso/infra/constructs';

import { type SavedQuery, logGroupsOf } from '../saved-queries';

/** The columns of CloudWatch's grid. */
export const gridColumns = 24;

/** What a widget shows; where it stands follows from the row that it is in. */
export interface Widget {
  readonly type: 'metric' | 'log' | 'text';
  readonly properties: Readonly<Record<string, unknown>>;
}

interface Line {
  readonly metric: Metric;
  readonly label: string;
  readonly stat: 'Sum' | 'Maximum' | 'Average' | 'p50' | 'p95';
}

interface Graph {
  /** Says what is good. */
  readonly title: string;
  readonly region: string;
  readonly periodSeconds: number;
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
const graph = ({ title, region, periodSeconds }: Graph, metrics: readonly unknown[][]): Widget => ({
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

export const lines = (looks: Graph, shown: readonly Line[]): Widget =>
  graph(
    looks,
    shown.map(({ metric: { namespace, name, dimensions = {} }, label, stat }) => [
      namespace,
      name,
      ...Object.entries(dimensions).flat(),
      { label, stat },
    ]),
  );

/** One line per value of a dimension, also of values that do not exist yet. */
export const linePerValue = (looks: Graph, { namespace, name }: Metric, dimension: string): Widget => {
  const search = `SEARCH('{${namespace},${dimension}} MetricName="${name}"', 'Sum', ${looks.periodSeconds})`;
  return graph(looks, [[{ expression: search }]]);
};

/** The answer of a saved query. Each look at the dashboard scans the logs, so those with usage records are left out. */
export const answer = (
  { title, region, view }: Omit<Graph, 'periodSeconds'> & { readonly view: 'table' | 'bar' },
  stage: string,
  query: SavedQuery,
): Widget => ({
  type: 'log',
  properties: {
    title,
    region,
    view,
    query: `${logGroupsOf(stage, query)
      .map((name) => `SOURCE '${name}'`)
      .join(' | ')} | ${query.query}`,
  },
});

export const text = (markdown: string): Widget => ({ type: 'text', properties: { markdown } });

interface Row {
  readonly height: number;
  readonly widgets: readonly Widget[];
}

/** Puts rows below each other and the widgets of a row beside each other, all of one width. */
export function layOut(rows: readonly Row[]): object[] {
  let y = 0;
  return rows.flatMap(({ height, widgets }) => {
    const width = Math.floor(gridColumns / widgets.length);
    const placed = widgets.map((widget, index) => ({ ...widget, x: index * width, y, width, height }));
    y += height;
    return placed;
  });
}
