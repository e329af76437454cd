import { MalformedQueryError } from '../errors';
import {
  type AccumCommand,
  type AddtotalsCommand,
  type FilldownCommand,
  type FillmissingCommand,
  type MadeName,
} from '../syntax/command';
import { closestTo } from '../parser/suggest';
import { refuseAggregates, refuseStructure } from './plan-stats';
import { type Grouping, type RowCommand } from './query-plan';
import { type Scope } from './scope';
import { fieldsOf } from './walk-expression';

/** What a command that works on all rows can see. */
export interface RowScope {
  readonly scope: Scope;
  /** The columns so far, in order. */
  readonly columns: readonly string[];
  /** The last `stats`, if there is one. */
  readonly grouping: Grouping | undefined;
}

export function planAccum({ field, alias }: AccumCommand, { scope }: RowScope): RowCommand & { type: 'accum' } {
  refuseStructure(field, scope, 'summed up');
  scope.read(field);
  if (alias) scope.define(alias.name, alias.location);
  return { type: 'accum', name: field.name, output: alias?.name ?? field.name };
}

/** @throws {MalformedQueryError} A name is no column, or none is like it. Not retryable. */
export function planFilldown({ names }: FilldownCommand, { columns }: RowScope): RowCommand {
  if (names.length === 0) return { type: 'filldown', names: columns };
  return { type: 'filldown', names: [...new Set(names.flatMap((name) => columnsLike(name, columns)))] };
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

/** @throws {MalformedQueryError} No `stats ... by bin(...)` comes before. Not retryable. */
export function planFillmissing(command: FillmissingCommand, { scope, columns, grouping }: RowScope): RowCommand {
  const bin = grouping?.groups.find(({ expression }) => expression.type === 'time-bucket');
  if (!grouping || bin?.expression.type !== 'time-bucket') {
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
  const series = grouping.groups.filter((group) => group !== bin).map(({ name }) => name);
  return { type: 'fillmissing', bin: bin.name, period: bin.expression.period, series, defaults };
}

export function planAddtotals(
  command: AddtotalsCommand,
  { scope, columns }: RowScope,
): RowCommand & { type: 'addtotals' } {
  const { columnName, addsColumn, addsRow, fields } = command;
  for (const field of fields) if (!columns.includes(field.name)) throw noColumn(field.name, columns, field.location);
  if (addsColumn) scope.define(columnName.name, columnName.location);
  const names = fields.length > 0 ? fields.map(({ name }) => name) : columns;
  return { type: 'addtotals', names, addsRow, ...(addsColumn && { output: columnName.name }) };
}

function noColumn(name: string, columns: readonly string[], location: MadeName['location']): MalformedQueryError {
  const suggestion = closestTo(name, columns);
  return new MalformedQueryError(
    `the query has no column '${name.slice(0, 80)}' here${suggestion ? `; did you mean ${suggestion}?` : ''}`,
    location,
  );
}
