import { type FilterCommand } from '../syntax/command';
import { type Expression } from '../syntax/expression';
import { type PlanDraft } from './plan-draft';
import { refuseAggregates } from './plan-stats';
import { fieldsOf, replaceFields } from './walk-expression';

/** Plans `filter`. @throws {MalformedQueryError} Not retryable. */
export function planFilter(draft: PlanDraft, command: FilterCommand): void {
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
  draft.warn(condition, draft.eventScope);
  draft.warnings.push({ message, location: condition.location });
  const moved = replaceFields(condition, (field) => draft.eventScope.read(field));
  draft.filterBeforeStats(moved);
}
