import { MalformedQueryError } from '../errors';
import { type Item, type StatsCommand } from '../syntax/command';
import { type Expression } from '../syntax/expression';
import { type Grouping } from './query-plan';
import { type Scope, duplicateName, unknownSymbol } from './scope';
import { aggregatesOf, fieldsOf, partsOf } from './walk-expression';

/**
 * Checks a `stats` command.
 *
 * @param scope - What the command can read.
 * @returns The grouping and the names of its outputs: the groups, then the aggregates.
 * @throws {MalformedQueryError} Not retryable.
 */
export function planStats(command: StatsCommand, scope: Scope): { grouping: Grouping; outputs: ReadonlySet<string> } {
  const outputs = new Set<string>();
  const groups = command.groups.filter((item) => {
    refuseAggregates(item.expression, 'after by');
    for (const field of fieldsOf(item.expression)) scope.readInStats(field);
    return addOutput(outputs, item);
  });
  const items = command.items.filter((item) => {
    checkStatsItem(item, scope, outputs);
    return addOutput(outputs, item);
  });
  const timestamp = [...groups, ...items].find(({ expression }) => isTimestamp(expression));
  return { grouping: { groups, items, ...(timestamp && { timestampOutput: timestamp.name }) }, outputs };
}

/** @throws {MalformedQueryError} An aggregate function stands outside the items of `stats`. Not retryable. */
export function refuseAggregates(expression: Expression, where: string): void {
  const [aggregate] = aggregatesOf(expression);
  if (!aggregate) return;
  throw new MalformedQueryError(
    `the aggregate function '${aggregate.name}' can't stand ${where}; use it in stats`,
    aggregate.location,
  );
}

/** Outside aggregates an item sees the groups and the items before it, inside them what the events have. */
function checkStatsItem({ expression }: Item, scope: Scope, outputs: ReadonlySet<string>): void {
  for (const aggregate of aggregatesOf(expression)) {
    for (const part of partsOf(aggregate)) {
      refuseAggregates(part, 'inside another');
      for (const field of fieldsOf(part)) scope.readInStats(field);
    }
  }
  for (const { name, location } of fieldsOf(expression, { insideAggregates: false })) {
    if (!outputs.has(name)) throw unknownSymbol(name, location);
  }
}

/** @returns false for an expression that is a column already. */
function addOutput(outputs: Set<string>, { name, hasAlias, location }: Item): boolean {
  if (outputs.has(name) && hasAlias) throw duplicateName(name, location);
  const isNew = !outputs.has(name);
  outputs.add(name);
  return isNew;
}

const isTimestamp = (expression: Expression): boolean =>
  expression.type === 'field' && expression.name === '@timestamp';
