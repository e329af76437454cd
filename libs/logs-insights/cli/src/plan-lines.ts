import { type RowCommand, type Stage, type Step } from '../../engine/src/plan/query-plan';
import { type Item } from '../../engine/src/syntax/command';
import { type Expression } from '../../engine/src/syntax/expression';
import { type QueryLocation } from '../../engine/src/syntax/location';
import { escapeControls } from '../../engine/src/terminal-text/escape-controls';
import { formatCount } from './output/format-count';

/** What is done, and to what. */
export type PlanLine = readonly [name: string, text: string];

/** @returns Names as a list for people. */
export const listed = (names: readonly string[]): string =>
  names.length === 0 ? 'none' : names.map(escapeControls).join(', ');

/**
 * Words what a stage does, in the order in which it does it.
 *
 * @param text - Of the query: expressions are shown as they are written.
 */
export function stageLines(
  { steps, sortKeys, dedupNames, rowLimit, grouping, rowCommand }: Stage,
  text: string,
): readonly PlanLine[] {
  const written = ({ startCharOffset, endCharOffset }: QueryLocation): string =>
    escapeControls(text.slice(startCharOffset, endCharOffset + 1).replace(/\s+/g, ' '));
  const itemsOf = (items: readonly Item[]): string => items.map(({ location }) => written(location)).join(', ');
  const lines = steps.map((step) => stepLine(step, written));
  if (sortKeys.length > 0) {
    const keys = sortKeys.map(({ item, descending }) => `${written(item.location)}${descending ? ' desc' : ''}`);
    lines.push(['sort', keys.join(', ')]);
  }
  if (dedupNames.length > 0) lines.push(['dedup', listed(dedupNames)]);
  if (rowLimit !== undefined) lines.push(['limit', formatCount(rowLimit)]);
  if (grouping) lines.push(['stats', itemsOf(grouping.items)]);
  if (grouping && grouping.groups.length > 0) lines.push(['by', itemsOf(grouping.groups)]);
  if (rowCommand) lines.push(rowCommandLine(rowCommand));
  return lines;
}

function stepLine(step: Step, written: (location: QueryLocation) => string): PlanLine {
  // What a command reads when it says nothing has no place in the text.
  const read = (expression: Expression): string =>
    expression.type === 'field' ? escapeControls(expression.name) : written(expression.location);
  switch (step.type) {
    case 'filter':
      return ['filter', written(step.condition.location)];
    case 'define':
      return ['define', `${escapeControls(step.name)} = ${written(step.expression.location)}`];
    case 'parse':
      return [
        'parse',
        `${listed(step.names)} from ${read(step.source)}${typeof step.pattern === 'string' ? ` (${step.pattern})` : ''}`,
      ];
    case 'parse-all':
      return ['parse', `${listed(step.names)} from each match in ${read(step.source)}`];
    case 'unnest':
      return ['unnest', `${read(step.operand)} into ${escapeControls(step.name)}`];
    case 'expand':
      return ['expand', escapeControls(step.name)];
    default:
      return step satisfies never;
  }
}

function rowCommandLine(command: RowCommand): PlanLine {
  switch (command.type) {
    case 'accum':
      return ['accum', `${escapeControls(command.name)} as ${escapeControls(command.output)}`];
    case 'filldown':
      return ['filldown', listed(command.names)];
    case 'fillmissing':
      return [
        'fill',
        `missing ${escapeControls(command.bin)}${command.series.length > 0 ? ` of ${listed(command.series)}` : ''}`,
      ];
    case 'addtotals':
      return ['totals', command.output === undefined ? 'in a row' : `as ${escapeControls(command.output)}`];
    default:
      return command satisfies never;
  }
}
