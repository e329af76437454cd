import { type StandingPromise } from './standing-promise';

/** What a reader of the table looks for: the part of the system that is not well. */
const areas: readonly (readonly [title: string, isPart: (target: string) => boolean])[] = [
  ['DynamoDB', (target) => /^(dynamodb|table)\./.test(target)],
  ['SQS', (target) => /^(sqs|queue)\.|^(query-jobs|run-events|report-updates)$/.test(target)],
  ['Logs Insights', (target) => target.startsWith('logs.')],
  ['Telegram', (target) => target.startsWith('telegram.')],
  ['Mails and webhooks', (target) => /^(ses|webhook)\./.test(target)],
  ['Secrets', (target) => /^(ssm|parameter)\./.test(target)],
  ['Schedules', (target) => target.startsWith('schedule.')],
  ['Functions', () => true],
];

const areaOf = (target: string): string => areas.find(([, isPart]) => isPart(target))?.[0] ?? '';

interface Row {
  readonly fault: string;
  readonly lengths: string;
  readonly sees: string;
  readonly rings: string;
  readonly ends: string;
}

/** @returns Lines of Markdown: a table for each part of the system, and what no reader notices. */
export function renderStanding(promises: readonly StandingPromise[]): string[] {
  const noticed = promises.filter((promise) => !isUnnoticed(promise));
  const tables = areas.flatMap(([title]) => {
    const rows = rowsOf(noticed.filter(({ spec }) => areaOf(targetOf(spec)) === title));
    return rows.length === 0 ? [] : [`**${title}**`, '', ...renderTable(rows), ''];
  });
  return [...tables, ...renderUnnoticed(promises)];
}

const header: Row = {
  fault: 'what stays',
  lengths: 'for',
  sees: 'people see',
  rings: 'rings, within',
  ends: 'at its end',
};

function renderTable(rows: readonly Row[]): string[] {
  const columns = Object.keys(header) as (keyof Row)[];
  const widths = columns.map((column) => Math.max(...[header, ...rows].map((row) => row[column].length)));
  const line = (row: Row): string =>
    `| ${columns.map((column, index) => row[column].padEnd(widths[index] ?? 0)).join(' | ')} |`;
  return [line(header), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)];
}

/** One row for kinds that lead to the same on one target, and for lengths with the same end. */
function rowsOf(promises: readonly StandingPromise[]): Row[] {
  const byText = new Map<string, { target: string; kinds: Set<string>; lengths: Set<string>; cells: Cells }>();
  for (const [target, ofTarget] of groupBy(promises, ({ spec }) => targetOf(spec))) {
    for (const [kind, ofKind] of groupBy(ofTarget, ({ spec }) => kindOf(spec))) {
      for (const [text, alike] of groupBy(ofKind, (promise) => JSON.stringify(cellsOf(promise)))) {
        const lengths = alike.map(({ length }) => length);
        const key = `${target} ${lengths.join()} ${text}`;
        const row = byText.get(key) ?? { target, kinds: new Set(), lengths: new Set(lengths), cells: JSON.parse(text) };
        row.kinds.add(kind);
        byText.set(key, row);
      }
    }
  }
  return [...byText.values()].flatMap(({ target, kinds, lengths, cells }) =>
    inLines([...kinds]).map((some) => ({
      fault: `\`${target}\`: ${some.join(', ')}`,
      lengths: [...lengths].join(', '),
      ...cells,
    })),
  );
}

/** As many kinds as a column has room for. */
const kindsPerLine = 2;

const inLines = (kinds: readonly string[]): readonly (readonly string[])[] =>
  kinds.length === 0 ? [] : [kinds.slice(0, kindsPerLine), ...inLines(kinds.slice(kindsPerLine))];

type Cells = Pick<Row, 'ends' | 'rings' | 'sees'>;

const cellsOf = ({ sights, lateMinutes, rings, afterwards, copyCount }: StandingPromise): Cells => ({
  sees: [
    ...sights
      .filter((sight) => sight !== 'in time')
      .map((sight) => (sight === 'late' ? `late, ${durationText(lateMinutes)}` : sight)),
    ...(copyCount === undefined ? [] : [`${copyCount} copies`]),
  ].join(' or '),
  rings: rings ? `${rings.alarms.map(shortened).join(' or ')}, ${durationText(rings.withinMinutes)}` : '',
  ends: afterwards === 'does not end' ? '' : afterwards.replace(/^(to be|comes) /, ''),
});

/** The service that an event belongs to is known from the event. */
const shortened = (alarm: string): string =>
  alarm.replace(/^(bot|aggregator|notifier)-(?!errors|throttles|duration)/, '');

const durationText = (minutes: number): string => (minutes < 120 ? `${minutes} min` : `${minutes / 60} h`);

const isUnnoticed = ({ sights, copyCount }: StandingPromise): boolean =>
  copyCount === undefined && sights.every((sight) => sight === 'in time');

/** Faults that leave every report in time and complete, however long they stay. */
function renderUnnoticed(promises: readonly StandingPromise[]): string[] {
  const unnoticed = [...groupBy(promises, ({ spec }) => spec)].filter(([, alike]) => alike.every(isUnnoticed));
  const lists = [...groupBy(unnoticed, ([spec]) => kindOf(spec))].flatMap(([kind, specs]) =>
    wrapped(`- ${kind}: ${specs.map(([spec]) => `\`${targetOf(spec)}\``).join(', ')}`),
  );
  return ['Every report in time and complete, however long they stay:', '', ...lists];
}

const longestLine = 120;

/** Breaks an entry of a list as the formatter of the documents does. */
function wrapped(entry: string): string[] {
  const lines = [''];
  for (const word of entry.split(' ')) {
    const line = lines.at(-1) ?? '';
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length <= longestLine || line === '') lines[lines.length - 1] = longer;
    else lines.push(`  ${word}`);
  }
  return lines;
}

const kindOf = (spec: string): string => spec.split(':')[0] ?? '';
const targetOf = (spec: string): string => spec.split(/[:=]/)[1] ?? '';

function groupBy<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return groups;
}
