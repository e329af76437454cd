import { defaultRowLimit } from '../../engine/src/execution/query-execution';
import { type ParsedQuery } from '../../engine/src/parser/parse-query';
import { type Stage } from '../../engine/src/plan/query-plan';
import { formatInstant } from '../../engine/src/values/format-instant';
import { type CommandOptions } from './command-options';
import { formatCount } from './output/format-count';
import { shownColumns } from './output/shown-columns';
import { type PlanLine, listed, stageLines } from './plan-lines';

/**
 * Words how a query is run: what is read of the events, the columns, and the stages in the order in which they run.
 *
 * @param options - What the command line adds to the query.
 * @returns Lines for people; their form may change.
 */
export function showPlan(query: ParsedQuery, options: Pick<CommandOptions, 'startTime' | 'endTime' | 'limit'>): string {
  const { stages, fieldReferences } = query.plan;
  const fields = [...new Set(fieldReferences.map(({ name }) => name))];
  const summary: readonly PlanLine[] = [
    ...rangeLines(options),
    ['fields read', listed(fields)],
    ['columns', listed(shownColumns(query))],
  ];
  const lines = stages.flatMap((stage, index) => [
    `stage ${index + 1}: ${index === 0 ? 'events' : `rows of stage ${index}`}`,
    ...[...stageLines(stage, query.text), ...(index === stages.length - 1 ? finalLimit(stage, options.limit) : [])].map(
      ([name, text]) => `  ${name.padEnd(8)} ${text}`,
    ),
  ]);
  return [...summary.map(([name, text]) => `${name.padEnd(12)} ${text}`), '', ...lines, ''].join('\n');
}

function rangeLines({ startTime, endTime }: Pick<CommandOptions, 'startTime' | 'endTime'>): readonly PlanLine[] {
  if (startTime === undefined && endTime === undefined) return [];
  const worded = (seconds: number | undefined, unbounded: string): string =>
    (seconds === undefined ? undefined : formatInstant(seconds * 1000)?.slice(0, 19)) ?? unbounded;
  return [['time', `${worded(startTime, 'the beginning')} to ${worded(endTime, 'the end')}, UTC`]];
}

/** What the query itself limits is said among the commands of its stage. */
function finalLimit({ rowLimit }: Stage, limit: number | undefined): readonly PlanLine[] {
  if (limit !== undefined) return [['limit', `${formatCount(limit)} (--limit)`]];
  return rowLimit === undefined ? [['limit', `${formatCount(defaultRowLimit)} (the default)`]] : [];
}
