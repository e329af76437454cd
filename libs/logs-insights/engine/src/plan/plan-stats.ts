import { MalformedQueryError } from '../errors';
import { type Item, type StatsCommand } from '../syntax/command';
import { type Expression } from '../syntax/expression';
import { type Grouping } from './query-plan';
import { type Scope, duplicateName, unknownSymbol } from './scope';
import { type Structure, structureOf } from './structure-of';
import { aggregatesOf, fieldsOf, partsOf, replaceFields } from './walk-expression';

/** A `stats` command that has been checked. */
interface PlannedStats {
  readonly grouping: Grouping;
  /** The groups, then the aggregates, in their order. */
  readonly outputs: ReadonlyMap<string, Structure>;
}

/**
 * Checks a `stats` command.
 *
 * @param scope - What the command can read.
 * @throws {MalformedQueryError} Not retryable.
 */
export function planStats(command: StatsCommand, scope: Scope): PlannedStats {
  const outputs = new Map<string, Structure>();
  const groups = command.groups.flatMap((item) => {
    refuseAggregates(item.expression, 'after by');
    refuseStructure(item.expression, scope, 'grouped by');
    const expression = replaceFields(item.expression, (field) => scope.readInStats(field));
    return addOutput(outputs, { ...item, expression });
  });
  const items = command.items.flatMap((item) => {
    const expression = readStatsItem(item, scope, outputs);
    return addOutput(outputs, { ...item, expression });
  });
  const timestamp = [...groups, ...items].find(({ expression }) => scope.isTimestamp(expression));
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

/** @throws {MalformedQueryError} The expression is a map or a list as a whole. Not retryable. */
export function refuseStructure(expression: Expression, scope: Scope, purpose: string): void {
  if (structureOf(expression, (name) => scope.structureOf(name)) !== 'certain') return;
  throw new MalformedQueryError(`a map or a list can't be ${purpose}; name a part of it`, expression.location);
}

/** Outside aggregates an item sees the groups and the items before it, inside them what the events have. */
function readStatsItem({ expression }: Item, scope: Scope, outputs: ReadonlyMap<string, Structure>): Expression {
  for (const aggregate of aggregatesOf(expression)) {
    for (const part of partsOf(aggregate)) refuseAggregates(part, 'inside another');
    if (aggregate.operand) refuseStructure(aggregate.operand, scope, 'aggregated');
  }
  for (const { name, location } of fieldsOf(expression, { insideAggregates: false })) {
    if (!outputs.has(name)) throw unknownSymbol(name, location);
  }
  const inside = new Set(aggregatesOf(expression).flatMap((aggregate) => fieldsOf(aggregate)));
  return replaceFields(expression, (field) => (inside.has(field) ? scope.readInStats(field) : field));
}

/** @returns Nothing for an expression that is a column already. */
function addOutput(outputs: Map<string, Structure>, item: Item): readonly Item[] {
  const { name, hasAlias, nameLocation, expression } = item;
  const isKnown = outputs.has(name);
  if (isKnown && hasAlias) throw duplicateName(name, nameLocation);
  if (isKnown) return [];
  outputs.set(
    name,
    structureOf(expression, () => 'never'),
  );
  return [item];
}
