import { MalformedQueryError } from '../errors';
import { type Command, type StatsCommand } from '../syntax/command';
import { planDisplay, planFields } from './plan-columns';
import { PlanDraft } from './plan-draft';
import { planFilter } from './plan-filter';
import { planDedup, planLimit, planSort, refuseOrderBeforeStats } from './plan-order';
import { planAccum, planAddtotals, planFilldown, planFillmissing } from './plan-row-command';
import { planExpand, planParse, planParseAll, planUnnest } from './plan-row-making';
import { planStats } from './plan-stats';
import { type QueryPlan } from './query-plan';
import { type QueryWarning } from './query-warning';

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
  readonly warnings: readonly QueryWarning[];
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
    case 'parse-all':
      return planParseAll(draft, command);
    case 'unnest':
      return planUnnest(draft, command);
    case 'expand':
      return planExpand(draft, command);
    case 'stats':
      return addStats(draft, command);
    case 'sort':
      return planSort(draft, command);
    case 'limit':
      return planLimit(draft, command);
    case 'dedup':
      return planDedup(draft, command);
    case 'accum':
      return planAccum(draft, command);
    case 'filldown':
      return planFilldown(draft, command);
    case 'fillmissing':
      return planFillmissing(draft, command);
    case 'addtotals':
      return planAddtotals(draft, command);
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
  for (const { expression } of [...command.groups, ...command.items]) draft.warn(expression);
  const { grouping, outputs } = planStats(command, draft.scope);
  draft.endStageWithGrouping(grouping, outputs);
}
