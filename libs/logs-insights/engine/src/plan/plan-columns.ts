import { type DisplayCommand, type FieldsCommand, type Item } from '../syntax/command';
import { type PlanDraft } from './plan-draft';

/** Adds the columns of `fields` to those before it. @throws {MalformedQueryError} Not retryable. */
export const planFields = (draft: PlanDraft, { items }: FieldsCommand): void =>
  draft.addColumns(items.map((item) => planColumn(draft, item)));

/** Puts the columns of `display` in place of those before it. @throws {MalformedQueryError} Not retryable. */
export const planDisplay = (draft: PlanDraft, { items }: DisplayCommand): void =>
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
