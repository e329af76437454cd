import { type ParsedQuery } from '../parser/parse-query';
import { type Stage, type Step } from '../plan/query-plan';
import { type Item } from '../syntax/command';
import { type QueryLocation } from '../syntax/location';
import { formatInstant } from '../values/format-instant';
import { escapeControls } from '../terminal-text/escape-controls';
import { type CommandOptions } from './command-options';
import { formatCount } from './output/format-count';

/** How many rows a query gives when nothing says otherwise. */
const defaultRowLimit = '10,000 (the default)';

type Line = readonly [name: string, text: string];

/**
 * Words how a query is run: its stages in the order in which they run, what is read of the events, and the columns.
 *
 * @param options - What the command line adds to the query.
 * @param prefilter - Texts without which no event is looked at any closer.
 * @returns Lines for people; their form may change.
 */
export function showPlan(
  query: ParsedQuery,
  options: Pick<CommandOptions, 'startTime' | 'endTime' | 'limit'>,
  prefilter: readonly string[] = [],
): string {
  const { stages, columns, fieldReferences } = query.plan;
  const fields = [...new Set(fieldReferences.map(({ name }) => name))];
  const textOf = ({ startCharOffset, endCharOffset }: QueryLocation): string =>
    escapeControls(query.text.slice(startCharOffset, endCharOffset + 1).replace(/\s+/g, ' '));
  const blocks = stages.map((stage, index): readonly string[] => [
    index === 0 ? 'events' : `rows of stage ${index}`,
    ...stageLines(stage, textOf).map(alignedLine),
    ...(index === stages.length - 1 ? finalLimit(stage, options.limit).map(alignedLine) : []),
  ]);
  return [
    ...rangeLines(options).map(plainLine),
    plainLine(['fields read', listed(fields)]),
    plainLine(['prefilter', listed(prefilter.map((text) => JSON.stringify(text)))]),
    plainLine(['columns', listed(columns)]),
    '',
    ...blocks.flatMap(([title = '', ...lines], index) => [
      `stage ${index + 1}: ${title}`,
      ...lines.map((line) => `  ${line}`),
    ]),
    '',
  ].join('\n');
}

function rangeLines({ startTime, endTime }: Pick<CommandOptions, 'startTime' | 'endTime'>): readonly Line[] {
  if (startTime === undefined && endTime === undefined) return [];
  const worded = (seconds: number | undefined, unbounded: string): string =>
    (seconds === undefined ? undefined : formatInstant(seconds * 1000)?.slice(0, 19)) ?? unbounded;
  return [['time', `${worded(startTime, 'the beginning')} to ${worded(endTime, 'the end')}, UTC`]];
}

function stageLines(stage: Stage, textOf: (location: QueryLocation) => string): readonly Line[] {
  const { steps, sortKeys, dedupNames, rowLimit, grouping } = stage;
  const itemsOf = (items: readonly Item[]): string => items.map(({ location }) => textOf(location)).join(', ');
  const lines: Line[] = steps.map((step) => stepLine(step, textOf));
  if (sortKeys.length > 0) {
    const keys = sortKeys.map(({ item, descending }) => `${textOf(item.location)}${descending ? ' desc' : ''}`);
    lines.push(['sort', keys.join(', ')]);
  }
  if (dedupNames.length > 0) lines.push(['dedup', listed(dedupNames)]);
  if (rowLimit !== undefined) lines.push(['limit', formatCount(rowLimit)]);
  if (grouping) {
    lines.push(['stats', itemsOf(grouping.items)]);
    if (grouping.groups.length > 0) lines.push(['by', itemsOf(grouping.groups)]);
  }
  return lines;
}

function stepLine(step: Step, textOf: (location: QueryLocation) => string): Line {
  switch (step.type) {
    case 'filter':
      return ['filter', textOf(step.condition.location)];
    case 'define':
      return ['define', `${escapeControls(step.name)} = ${textOf(step.expression.location)}`];
    default:
      return step satisfies never;
  }
}

/** What the query itself limits is said among the commands of its stage. */
function finalLimit({ rowLimit }: Stage, limit: number | undefined): readonly Line[] {
  if (limit !== undefined) return [['limit', `${formatCount(limit)} (--limit)`]];
  return rowLimit === undefined ? [['limit', defaultRowLimit]] : [];
}

const listed = (names: readonly string[]): string =>
  names.length === 0 ? 'none' : names.map(escapeControls).join(', ');
const plainLine = ([name, text]: Line): string => `${name.padEnd(12)} ${text}`;
const alignedLine = ([name, text]: Line): string => `${name.padEnd(8)} ${text}`;
