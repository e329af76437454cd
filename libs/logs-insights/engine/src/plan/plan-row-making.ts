import { UnsupportedQueryError } from '../errors';
import { type ExpandCommand, type ParseAllCommand, type ParseCommand, type UnnestCommand } from '../syntax/command';
import { impliedField } from '../syntax/expression';
import { type QueryLocation } from '../syntax/location';
import { type PlanDraft } from './plan-draft';

/**
 * Enough for lists in lists in lists; with more, one event could become more rows than a query can sensibly ask for.
 * AWS documents no such bound.
 */
const maxRowMakers = 4;

/** Plans `parse`. @throws {MalformedQueryError} Not retryable. */
export function planParse(draft: PlanDraft, { source, pattern, names }: ParseCommand): void {
  const read = draft.read(source, 'in parse');
  const structure = pattern === 'logfmt' ? 'certain' : 'never';
  for (const { name, location } of names) draft.scope.defineParsed(name, location, structure);
  draft.stage.steps.push({ type: 'parse', source: read, pattern, names: names.map(({ name }) => name) });
}

/** Plans `parse ... multi`. @throws {MalformedQueryError} {@link UnsupportedQueryError} where too many come together. Not retryable. */
export function planParseAll(draft: PlanDraft, { source, pattern, names, location }: ParseAllCommand): void {
  startRowMaker(draft, location);
  const read = draft.read(source, 'in parse');
  for (const { name, location: at } of names) draft.scope.defineParsed(name, at);
  draft.startStageAfterLimit();
  draft.stage.steps.push({ type: 'parse-all', source: read, pattern, names: names.map(({ name }) => name) });
}

/** Plans `unnest`. @throws {MalformedQueryError} As {@link planParseAll}. Not retryable. */
export function planUnnest(draft: PlanDraft, { operand, name: { name, location: at }, location }: UnnestCommand): void {
  startRowMaker(draft, location);
  const read = draft.read(operand, 'in unnest');
  draft.scope.define(name, at, 'possible');
  draft.startStageAfterLimit();
  draft.stage.steps.push({ type: 'unnest', operand: read, name });
}

/** Plans `expand`. @throws {MalformedQueryError} As {@link planParseAll}. Not retryable. */
export function planExpand(draft: PlanDraft, { field, location }: ExpandCommand): void {
  startRowMaker(draft, location);
  const { scope } = draft;
  const isOfEvent = scope.readsEvents && !scope.isMadePath(field);
  const operand = draft.read(field, 'in expand');
  const message = isOfEvent ? scope.read(impliedField('@message', field.location)) : undefined;
  scope.expand(field);
  draft.startStageAfterOrder();
  draft.stage.steps.push({ type: 'expand', operand, name: field.name, ...(message && { message }) });
}

function startRowMaker(draft: PlanDraft, location: QueryLocation): void {
  draft.rowMakerCount += 1;
  if (draft.rowMakerCount <= maxRowMakers) return;
  throw new UnsupportedQueryError(
    `more than ${maxRowMakers} of unnest, expand and parse ... multi in a query`,
    location,
  );
}
