import { MalformedQueryError } from '../errors';
import {
  type AccumCommand,
  type AddtotalsCommand,
  type DedupCommand,
  type ExpandCommand,
  type FilldownCommand,
  type FillmissingCommand,
  type MadeName,
  type UnnestCommand,
} from '../syntax/command';
import { type Field, fieldNamed } from '../syntax/expression';
import { type QueryLocation, spanning } from '../syntax/location';
import { parseExpression } from './parse-expression';
import { type TokenCursor } from './token-cursor';

/** Parses what follows the keyword `unnest`. @throws {MalformedQueryError} Not retryable. */
export function parseUnnest(cursor: TokenCursor, keyword: QueryLocation): UnnestCommand {
  const operand = parseExpression(cursor);
  if (!cursor.takeKeyword('into')) return cursor.fail(cursor.peek(), "'into' and a name");
  const name = cursor.expectMadeName();
  return { type: 'unnest', operand, name, location: spanning(keyword, cursor.last) };
}

/** Parses what follows the keyword `expand`. @throws {MalformedQueryError} Not retryable. */
export function parseExpand(cursor: TokenCursor, keyword: QueryLocation): ExpandCommand {
  return { type: 'expand', field: cursor.expectField(), location: spanning(keyword, cursor.last) };
}

/** Parses what follows the keyword `dedup`. @throws {MalformedQueryError} Not retryable. */
export function parseDedup(cursor: TokenCursor, keyword: QueryLocation): DedupCommand {
  const fields = [cursor.expectField()];
  while (cursor.takeSymbol(',')) fields.push(cursor.expectField());
  return { type: 'dedup', fields, location: spanning(keyword, cursor.last) };
}

/** Parses what follows the keyword `accum`. @throws {MalformedQueryError} Not retryable. */
export function parseAccum(cursor: TokenCursor, keyword: QueryLocation): AccumCommand {
  const field = cursor.expectField();
  const alias = cursor.takeKeyword('as') ? cursor.expectMadeName('a name after as') : undefined;
  return { type: 'accum', field, location: spanning(keyword, cursor.last), ...(alias && { alias }) };
}

/** Parses what follows the keyword `filldown`: names with white space or commas between. @throws {MalformedQueryError} Not retryable. */
export function parseFilldown(cursor: TokenCursor, keyword: QueryLocation): FilldownCommand {
  const names: MadeName[] = [];
  for (let name = cursor.takeWildcardName(); name; name = cursor.takeWildcardName()) {
    names.push({ name: name.name, location: name.location });
    if (cursor.takeSymbol(',') && cursor.peek().kind !== 'name' && !cursor.isSymbol('*')) {
      return cursor.fail(cursor.peek(), 'a field name');
    }
  }
  return { type: 'filldown', names, location: spanning(keyword, cursor.last) };
}

/** Parses what follows the keyword `fillmissing`. @throws {MalformedQueryError} Not retryable. */
export function parseFillmissing(cursor: TokenCursor, keyword: QueryLocation): FillmissingCommand {
  const defaults: FillmissingCommand['defaults'][number][] = [];
  if (cursor.takeKeyword('with')) {
    do {
      const value = parseExpression(cursor);
      if (!cursor.takeKeyword('for')) return cursor.fail(cursor.peek(), "'for' and a field name");
      defaults.push({ field: cursor.expectField(), value });
    } while (cursor.takeSymbol(','));
  }
  return { type: 'fillmissing', defaults, location: spanning(keyword, cursor.last) };
}

/** Parses what follows the keyword `addtotals`: options with `=`, then the fields. @throws {MalformedQueryError} Not retryable. */
export function parseAddtotals(cursor: TokenCursor, keyword: QueryLocation): AddtotalsCommand {
  let columnName: MadeName = { name: 'Total', location: keyword };
  const adds = { row: true, col: false };
  const fields: Field[] = [];
  while (cursor.peek().kind === 'name') {
    const token = cursor.expectName('an option or a field name');
    const word = token.quoted ? '' : token.name.toLowerCase();
    if (!cursor.takeSymbol('=')) {
      fields.push(fieldNamed(token));
      cursor.takeSymbol(',');
    } else if (fields.length > 0) {
      throw new MalformedQueryError('the options of addtotals stand before its fields', token.location);
    } else if (word === 'fieldname') columnName = cursor.expectMadeName('a name after fieldname=');
    else if (word === 'row' || word === 'col') adds[word] = parseSwitch(cursor);
    else {
      throw new MalformedQueryError(
        `addtotals has no option '${token.name}', only fieldname, row and col`,
        token.location,
      );
    }
  }
  const location = spanning(keyword, cursor.last);
  return { type: 'addtotals', columnName, addsColumn: adds.row, addsRow: adds.col, fields, location };
}

function parseSwitch(cursor: TokenCursor): boolean {
  const token = cursor.expectName("'true' or 'false'");
  const word = token.name.toLowerCase();
  if (word !== 'true' && word !== 'false') return cursor.fail(token, "'true' or 'false'");
  return word === 'true';
}
