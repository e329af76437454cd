import { MalformedQueryError, UnsupportedQueryError } from '../errors';
import { closestTo } from '../parser/suggest';
import {
  type AccumCommand,
  type AddtotalsCommand,
  type ExpandCommand,
  type FilldownCommand,
  type FillmissingCommand,
  type MadeName,
  type ParseAllCommand,
  type ParseCommand,
  type UnnestCommand,
} from '../syntax/command';
import { impliedField } from '../syntax/expression';
import { type QueryLocation } from '../syntax/location';
import { type PlanDraft } from './plan-draft';
import { refuseAggregates, refuseStructure } from './plan-stats';
import { systemFields } from './scope';
import { fieldsOf } from './walk-expression';

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

/** Plans `accum`. @throws {MalformedQueryError} Not retryable. */
export function planAccum(draft: PlanDraft, { field, alias }: AccumCommand): void {
  const { scope, columns } = draft;
  refuseStructure(field, scope, 'summed up');
  if (scope.isTimestamp(field) || (scope.readsEvents && systemFields.has(field.name))) {
    throw new MalformedQueryError(`'${field.name}' is no number that could be summed up`, field.location);
  }
  draft.readByName(field);
  const output = alias?.name ?? field.name;
  if (alias) scope.define(alias.name, alias.location);
  // The sum takes the place of the part of a map, which could be read anew.
  else if (scope.isMadePath(field)) scope.replace(output, 'never');
  if (!columns.includes(output)) draft.setColumns([...columns, output]);
  draft.endStageWithRowCommand({ type: 'accum', name: field.name, output });
}

/** Plans `filldown`. @throws {MalformedQueryError} A name is no column, or none is like it. Not retryable. */
export function planFilldown(draft: PlanDraft, { names }: FilldownCommand): void {
  const { columns } = draft;
  const filled = names.length === 0 ? columns : [...new Set(names.flatMap((name) => columnsLike(name, columns)))];
  for (const name of filled) draft.scope.keepPart(name);
  draft.endStageWithRowCommand({ type: 'filldown', names: filled });
}

function columnsLike({ name, location }: MadeName, columns: readonly string[]): readonly string[] {
  const pieces = name.split('*');
  const found = columns.filter((column) => isLike(column, pieces));
  if (found.length === 0) throw noColumn(name, columns, location);
  return found;
}

/** Looks for the pieces one after the other, each at its first place: a regular expression could try all places of all. */
function isLike(column: string, pieces: readonly string[]): boolean {
  const [first = '', ...others] = pieces;
  const last = others.pop();
  if (last === undefined) return column === first;
  let position = column.startsWith(first) ? first.length : -1;
  for (const piece of others) {
    if (position < 0) return false;
    const found = column.indexOf(piece, position);
    position = found < 0 ? -1 : found + piece.length;
  }
  return position >= 0 && column.length - position >= last.length && column.endsWith(last);
}

/** Plans `fillmissing`. @throws {MalformedQueryError} No `stats ... by bin(...)` comes before. Not retryable. */
export function planFillmissing(draft: PlanDraft, command: FillmissingCommand): void {
  const { scope, columns, lastGrouping } = draft;
  const bin = lastGrouping?.groups.find(({ expression }) => expression.type === 'time-bucket');
  if (!lastGrouping || bin?.expression.type !== 'time-bucket') {
    throw new MalformedQueryError("fillmissing follows 'stats ... by bin(...)'", command.location);
  }
  const defaults = command.defaults.map(({ field, value }) => {
    if (!columns.includes(field.name)) throw noColumn(field.name, columns, field.location);
    refuseAggregates(value, 'in fillmissing');
    for (const read of fieldsOf(value)) {
      throw new MalformedQueryError('fillmissing takes a value, not a field; a text stands in quotes', read.location);
    }
    return { name: field.name, value };
  });
  scope.read({ type: 'field', name: bin.name, segments: [bin.name], location: command.location });
  const series = lastGrouping.groups.filter((group) => group !== bin).map(({ name }) => name);
  const { period } = bin.expression;
  draft.endStageWithRowCommand({ type: 'fillmissing', bin: bin.name, period, series, defaults });
}

/** Plans `addtotals`. @throws {MalformedQueryError} Not retryable. */
export function planAddtotals(draft: PlanDraft, command: AddtotalsCommand): void {
  const { scope, columns } = draft;
  const { columnName, addsColumn, addsRow, fields } = command;
  for (const field of fields) if (!columns.includes(field.name)) throw noColumn(field.name, columns, field.location);
  if (addsColumn) {
    scope.define(columnName.name, columnName.location);
    draft.setColumns([...columns, columnName.name]);
  }
  const names = fields.length > 0 ? fields.map(({ name }) => name) : columns;
  const output = addsColumn ? { output: columnName.name } : {};
  draft.endStageWithRowCommand({ type: 'addtotals', names, addsRow, ...output });
}

function noColumn(name: string, columns: readonly string[], location: MadeName['location']): MalformedQueryError {
  const suggestion = closestTo(name, columns);
  return new MalformedQueryError(
    `the query has no column '${name.slice(0, 80)}' here${suggestion ? `; did you mean ${suggestion}?` : ''}`,
    location,
  );
}
