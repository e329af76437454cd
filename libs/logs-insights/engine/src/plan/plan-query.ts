import { MalformedQueryError, UnsupportedQueryError } from '../errors';
import {
  type Command,
  type DisplayCommand,
  type FieldsCommand,
  type FilterCommand,
  type Item,
  type ParseCommand,
  type StatsCommand,
  type UnnestCommand,
} from '../syntax/command';
import { type Expression } from '../syntax/expression';
import { PlanDraft } from './plan-draft';
import { planDedup, planLimit, planSort, refuseOrderBeforeStats } from './plan-order';
import { planStats, refuseAggregates } from './plan-stats';
import { type QueryPlan } from './query-plan';
import { fieldsOf, replaceFields } from './walk-expression';
import { type PlacedMessage } from '../syntax/location';

/** Documented as 2 until 2025, reported as 10 since (unverified). */
const maxStatsCommands = 10;

/**
 * Checks what the names of a query mean and puts its commands in the order in which they run.
 *
 * @throws {MalformedQueryError} A name is unknown or made twice, or a command can't stand where it does. Not retryable.
 */
export function planQuery(
  text: string,
  commands: readonly Command[],
): {
  readonly plan: QueryPlan;
  readonly warnings: readonly PlacedMessage[];
} {
  const draft = new PlanDraft(text);
  for (const command of commands) {
    if (draft.stage.dedupNames.length > 0 && command.type !== 'limit') {
      throw new MalformedQueryError('only limit can follow dedup', command.location);
    }
    planCommand(draft, command);
  }
  return { plan: draft.finish(), warnings: draft.warnings };
}

function planCommand(draft: PlanDraft, command: Command): void {
  switch (command.type) {
    case 'fields':
      return planFields(draft, command);
    case 'display':
      return planDisplay(draft, command);
    case 'filter':
      return planFilter(draft, command);
    case 'parse':
      return planParse(draft, command);
    case 'unnest':
      return planUnnest(draft, command);
    case 'stats':
      return addStats(draft, command);
    case 'sort':
      return planSort(draft, command);
    case 'limit':
      return planLimit(draft, command);
    case 'dedup':
      return planDedup(draft, command);
    default:
      return command satisfies never;
  }
}

function addStats(draft: PlanDraft, command: StatsCommand): void {
  refuseOrderBeforeStats(draft);
  draft.statsCount += 1;
  if (draft.statsCount > maxStatsCommands) {
    throw new MalformedQueryError(`a query has ${maxStatsCommands} stats commands at most`, command.location);
  }
  const { grouping, outputs } = planStats(command, draft.scope);
  draft.endStageWithGrouping(grouping, outputs);
}

/** Adds the columns of `fields` to those before it. @throws {MalformedQueryError} Not retryable. */
const planFields = (draft: PlanDraft, { items }: FieldsCommand): void =>
  draft.addColumns(items.map((item) => planColumn(draft, item)));

/** Puts the columns of `display` in place of those before it. @throws {MalformedQueryError} Not retryable. */
const planDisplay = (draft: PlanDraft, { items }: DisplayCommand): void =>
  draft.setColumns(items.map((item) => planColumn(draft, item)));

/** @returns The name of the column. */
function planColumn(draft: PlanDraft, item: Item): string {
  const { scope } = draft;
  const { name, hasAlias, nameLocation } = item;
  // After stats, an expression that is written as a column's name is that column: `display count(*)`.
  if (!hasAlias && scope.isOutput(name)) return name;
  const expression = draft.read(item.expression, 'here');
  if (expression.type === 'field' && expression.name === name) {
    if (!hasAlias) scope.project(expression);
    return name;
  }
  if (hasAlias) draft.define(name, nameLocation, expression);
  else draft.stage.steps.push({ type: 'define', name, expression });
  return name;
}

/** Plans `filter`. @throws {MalformedQueryError} Not retryable. */
function planFilter(draft: PlanDraft, command: FilterCommand): void {
  const condition = draft.readOutputs(command.condition);
  const fields = fieldsOf(condition);
  const isAboutEvents = fields.length > 0 && fields.every((field) => !draft.scope.isMadePath(field));
  if (isAboutEvents && draft.statsCount === 1) return moveBeforeStats(draft, condition);
  const read = draft.read(condition, 'in filter');
  draft.startStageAfterLimit();
  draft.stage.steps.push({ type: 'filter', condition: read });
}

/** AWS's own samples filter by fields of the events after stats; that is read as a filter before it (unverified). */
function moveBeforeStats(draft: PlanDraft, condition: Expression): void {
  refuseAggregates(condition, 'in filter');
  const message = 'this filter is about fields of the events, so it runs before stats; write it there';
  draft.warnings.push({ message, location: condition.location });
  const moved = replaceFields(condition, (field) => draft.eventScope.read(field));
  draft.filterBeforeStats(moved);
}

/** Plans `parse`. @throws {MalformedQueryError} Not retryable. */
function planParse(draft: PlanDraft, { source, pattern, names }: ParseCommand): void {
  const read = draft.read(source, 'in parse');
  for (const { name, location } of names) draft.scope.defineParsed(name, location);
  draft.stage.steps.push({ type: 'parse', source: read, pattern, names: names.map(({ name }) => name) });
}

/**
 * Enough for lists in lists in lists; with more, one event could become more rows than a query can sensibly ask for.
 * AWS documents no such bound.
 */
const maxUnnests = 4;

/** Plans `unnest`. @throws {MalformedQueryError} {@link UnsupportedQueryError} where too many come together. Not retryable. */
function planUnnest(draft: PlanDraft, { operand, name: { name, location: at }, location }: UnnestCommand): void {
  draft.unnestCount += 1;
  if (draft.unnestCount > maxUnnests) {
    throw new UnsupportedQueryError(`more than ${maxUnnests} of unnest in a query`, location);
  }
  const read = draft.read(operand, 'in unnest');
  draft.scope.define(name, at, 'possible');
  draft.startStageAfterLimit();
  draft.stage.steps.push({ type: 'unnest', operand: read, name });
}
