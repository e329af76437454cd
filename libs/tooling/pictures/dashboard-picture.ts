/**
 * Draws what a CloudWatch dashboard looks like: where its widgets stand, their titles, and what each of them shows. It has
 * no numbers, since there are none without an account.
 */
/** A line of a graph: what it is called stands behind its metric, as far as it has a name of its own. */
type Metric = readonly (string | { readonly label?: string; readonly expression?: string })[];

/** What a widget shows, as far as it is drawn. */
interface Properties {
  readonly title?: string;
  readonly view?: string;
  readonly metrics?: readonly Metric[];
  readonly query?: string;
  readonly markdown?: string;
}

/** Its place is in columns and rows of the dashboard. */
export interface Widget {
  readonly type: 'metric' | 'log' | 'text';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: Properties;
}

/** Pixels; `top`: of what stands below the title. */
interface Box {
  readonly x: number;
  readonly y: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const columnPx = 50;
const rowPx = 40;
const gridColumns = 24;
const gapPx = 6;
const legendLinePx = 18;
const colors = ['#1f77b4', '#ff7f0e', '#2ca02c', '#d62728', '#9467bd', '#8c564b'];

const escapeXml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const textAt = (x: number, y: number, text: string, attributes = ''): string =>
  `<text x="${x}" y="${y}" ${attributes}>${escapeXml(text)}</text>`;

/** Breaks a text between words, by the width that a letter has on average. */
function wrap(text: string, widthPx: number, letterPx: number): string[] {
  const max = Math.floor(widthPx / letterPx);
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= max) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** @returns What each line of a graph is called. */
const legendOf = ({ metrics = [] }: Properties): string[] =>
  metrics.map((metric) => {
    const last = metric.at(-1);
    const { label, expression = '' } = typeof last === 'object' ? last : {};
    if (label !== undefined) return label;
    const [, dimension] = /\{[^,}]*,([^}]*)\}/.exec(expression) ?? [];
    return `one line per ${dimension}`;
  });

/** @returns The columns of a query's answer. */
function columnsOf({ query = '' }: Properties): string[] {
  const commands = query.split('|').map((command) => command.trim());
  const stats = commands.findLast((command) => command.startsWith('stats '));
  if (stats !== undefined) {
    const [values = '', groups = ''] = stats.slice('stats '.length).split(/ by (?!.* by )/);
    return [...groups.split(', '), ...[...values.matchAll(/ as (\w+)/g)].flatMap(([, name]) => name ?? [])].filter(
      Boolean,
    );
  }
  const fields = commands.findLast((command) => command.startsWith('fields ')) ?? 'fields @timestamp, @message';
  return fields.slice('fields '.length).split(', ');
}

function graph({ x, y, top, width, height }: Box, properties: Properties): string[] {
  const legend = legendOf(properties);
  const legendTop = y + height - 12 - (legend.length - 1) * legendLinePx;
  const axis = `M${x + 34} ${top} V${legendTop - 24} H${x + width - 14}`;
  return [
    `<path d="${axis}" fill="none" stroke="#aab7b8"/>`,
    textAt(x + 14, legendTop - 20, '0', 'class="small"'),
    ...legend.map((label, index) => {
      const baseline = legendTop + index * legendLinePx;
      const square = `<rect x="${x + 14}" y="${baseline - 9}" width="10" height="10" fill="${colors[index % colors.length]}"/>`;
      return `${square}${textAt(x + 30, baseline, label, 'class="small"')}`;
    }),
  ];
}

function table({ x, y, top, width, height }: Box, properties: Properties): string[] {
  const columns = columnsOf(properties);
  if (properties.view === 'bar') return bars({ x, y, top, width, height }, columns);
  const lines = wrap(columns.join('  ·  '), width - 28, 6.4);
  return [
    ...lines.map((line, index) => textAt(x + 14, top + 12 + index * 17, line, 'class="small strong"')),
    ...Array.from({ length: 4 }, (_, index) => {
      const ruleY = top + 12 + lines.length * 17 + index * 26;
      return ruleY > y + height - 14 ? '' : `<path d="M${x + 14} ${ruleY} H${x + width - 14}" stroke="#d5dbdb"/>`;
    }),
  ];
}

const bars = ({ x, y, top, width, height }: Box, [group, ...values]: readonly string[]): string[] => [
  `<path d="M${x + 34} ${top} V${y + height - 40} H${x + width - 14}" fill="none" stroke="#aab7b8"/>`,
  textAt(x + 14, y + height - 14, `${values.join(', ')} by ${group}`, 'class="small"'),
];

/** A heading, then paragraphs: as much of Markdown as the dashboard uses. */
function prose({ x, y, width }: Box, { markdown = '' }: Properties): string[] {
  const [heading = '', ...rest] = markdown.split('\n');
  return [
    textAt(x + 14, y + 30, heading.replace(/^# /, ''), 'class="heading"'),
    ...wrap(rest.join(' '), width - 28, 6.6).map((line, index) => textAt(x + 14, y + 54 + index * 18, line)),
  ];
}

const contents = { metric: graph, log: table, text: prose };

function drawWidget({ type, x, y, width, height, properties }: Widget): string {
  const place = {
    x: x * columnPx + gapPx / 2,
    y: y * rowPx + gapPx / 2,
    width: width * columnPx - gapPx,
    height: height * rowPx - gapPx,
  };
  const frame = `<rect x="${place.x}" y="${place.y}" width="${place.width}" height="${place.height}" rx="4" fill="#fff" stroke="#d5dbdb"/>`;
  const titleLines = wrap(properties.title ?? '', place.width - 28, 7.4);
  const title = titleLines.map((line, index) => textAt(place.x + 14, place.y + 24 + index * 18, line, 'class="title"'));
  const top = place.y + 28 + titleLines.length * 18;
  return [frame, ...title, ...contents[type]({ ...place, top }, properties)].filter(Boolean).join('\n');
}

/**
 * @param body - Of a dashboard, as CloudWatch takes it.
 * @returns SVG.
 */
export function dashboardPicture({ widgets }: { readonly widgets: readonly Widget[] }): string {
  const rows = Math.max(...widgets.map(({ y, height }) => y + height));
  const [width, height] = [gridColumns * columnPx, rows * rowPx];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="The layout of the dashboard">
<style>text{font:14px Arial,Helvetica,sans-serif;fill:#16191f}.title{font-weight:bold}.small{font-size:12px;fill:#545b64}.strong{font-weight:bold}.heading{font-size:22px;font-weight:bold}</style>
<rect width="${width}" height="${height}" fill="#f2f3f3"/>
${widgets.map(drawWidget).join('\n')}
</svg>
`;
}
