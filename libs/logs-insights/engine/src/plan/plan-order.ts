import { MalformedQueryError } from '../errors';
import { type DedupCommand, type LimitCommand, type SortCommand, type SortKey } from '../syntax/command';
import { type Expression } from '../syntax/expression';
import { type PlanDraft } from './plan-draft';
import { refuseAggregates, refuseStructure } from './plan-stats';
import { fieldsOf } from './walk-expression';

/** Plans `sort`; of several the last counts. @throws {MalformedQueryError} Not retryable. */
export function planSort(draft: PlanDraft, command: SortCommand): void {
  noteOrder(draft, command);
  draft.stage.sortKeys = isOrderOfBins(draft, command) ? [] : command.keys.flatMap((key) => readSortKey(draft, key));
}

/** Plans `limit`. */
export function planLimit(draft: PlanDraft, command: LimitCommand): void {
  noteOrder(draft, command);
  draft.stage.limitTo(command.rowCount);
}

/** Plans `dedup`. @throws {MalformedQueryError} Not retryable. */
export function planDedup(draft: PlanDraft, { fields }: DedupCommand): void {
  for (const field of fields) refuseStructure(field, draft.scope, 'compared by dedup');
  draft.startStageAfterLimit();
  for (const field of fields) draft.readByName(field);
  draft.stage.dedupNames = fields.map(({ name }) => name);
}

/**
 * @param draft - With all that comes before a `stats`.
 * @throws {MalformedQueryError} It is not the first one, and a `sort` or a `limit` comes before it. Not retryable.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Stats.html
 */
export function refuseOrderBeforeStats({ statsCount, firstOrder }: PlanDraft): void {
  if (statsCount === 0 || !firstOrder) return;
  const { type, location } = firstOrder;
  throw new MalformedQueryError(`'${type}' can't stand before a second stats; move it behind the last one`, location);
}

function noteOrder(draft: PlanDraft, command: SortCommand | LimitCommand): void {
  draft.firstOrder ??= command;
}

/** `sort @timestamp desc` asks for the order in which the groups of `stats ... by bin(5m)` come. */
function isOrderOfBins({ scope, comesInBins }: PlanDraft, { keys }: SortCommand): boolean {
  const [key, ...others] = keys;
  if (!key?.descending || others.length > 0 || !comesInBins) return false;
  const { expression, hasAlias } = key.item;
  return !hasAlias && expression.type === 'field' && expression.name === '@timestamp' && !scope.isMadePath(expression);
}

/** After stats an unknown key orders nothing: `stats ... by bin(5m) | sort @timestamp` is common. */
function readSortKey(draft: PlanDraft, key: SortKey): readonly SortKey[] {
  const { scope } = draft;
  const { name, hasAlias, nameLocation, location } = key.item;
  if (!hasAlias && scope.isOutput(name)) {
    const output: Expression = { type: 'field', name, segments: [name], location };
    refuseStructure(output, scope, 'sorted by');
    return [withExpression(key, output)];
  }
  const expression = draft.readOutputs(key.item.expression);
  refuseAggregates(expression, 'in sort');
  const unknown = fieldsOf(expression).find((field) => !scope.isMadePath(field));
  if (!scope.readsEvents && unknown) {
    const message = `'${unknown.name}' is gone after stats, so this orders nothing; sort by one of its columns`;
    draft.warnings.push({ message, location });
    return [];
  }
  refuseStructure(expression, scope, 'sorted by');
  const read = draft.read(expression, 'in sort');
  if (!hasAlias) return [withExpression(key, read)];
  draft.define(name, nameLocation, read);
  return [withExpression(key, { type: 'field', name, segments: [name], location: nameLocation })];
}

const withExpression = (key: SortKey, expression: Expression): SortKey => ({
  ...key,
  item: { ...key.item, expression },
});
