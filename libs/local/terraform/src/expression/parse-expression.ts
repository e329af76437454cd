import { type Cursor } from './cursor';
import { type Expression } from './expression';
import { parseQuoted } from './parse-template';

const name = /[A-Za-z_][A-Za-z0-9_-]*/y;
const number = /-?\d+(\.\d+)?([eE][+-]?\d+)?/y;
const constants = new Map<string, true | false | null>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/**
 * Reads one expression and leaves the cursor behind it.
 *
 * Of Terraform's language: literals, strings, references, lists, objects and calls. Operators, conditionals, `for` and
 * splats are refused where they stand.
 *
 * @throws {InvalidExpressionError} Not retryable.
 */
export function parseExpression(cursor: Cursor): Expression {
  return cursor.nested(() => {
    cursor.skipSpace();
    const expression = parseTerm(cursor);
    cursor.skipSpace();
    if (cursor.match(/[-+*/%?<>!&|]|==|\.\.\.|\[\*\]|\.\*/y)) cursor.fail('operators are not supported');
    return expression;
  });
}

function parseTerm(cursor: Cursor): Expression {
  if (cursor.accept('"')) return parseQuoted(cursor);
  if (cursor.accept('[')) return { kind: 'list', items: parseItems(cursor, ']') };
  if (cursor.accept('{')) return parseObject(cursor);
  const digits = cursor.match(number);
  if (digits !== undefined) return { kind: 'literal', value: Number(digits) };
  const word = cursor.match(name);
  if (word === undefined) return cursor.fail('expected a value');
  const constant = constants.get(word);
  if (constant !== undefined) return { kind: 'literal', value: constant };
  if (cursor.accept('(')) return { kind: 'call', name: word, parameters: parseItems(cursor, ')') };
  return { kind: 'reference', path: [word, ...parsePath(cursor)] };
}

function parsePath(cursor: Cursor): string[] {
  const path: string[] = [];
  for (;;) {
    if (cursor.startsWith('[*]') || cursor.startsWith('.*')) return cursor.fail('splats are not supported');
    if (cursor.accept('.')) path.push(cursor.match(name) ?? cursor.match(/\d+/y) ?? cursor.fail('expected a name'));
    else if (cursor.accept('[')) path.push(parseIndex(cursor));
    else return path;
  }
}

function parseIndex(cursor: Cursor): string {
  const index = parseExpression(cursor);
  cursor.skipSpace();
  cursor.expect(']');
  if (index.kind !== 'literal' || index.value === null) return cursor.fail('an index must be a constant');
  return String(index.value);
}

function parseItems(cursor: Cursor, end: string): Expression[] {
  const items: Expression[] = [];
  cursor.skipSpace();
  while (!cursor.accept(end)) {
    if (items.length === 0 && cursor.match(/for\b/y)) cursor.fail('for expressions are not supported');
    items.push(parseExpression(cursor));
    cursor.skipSpace();
    if (!cursor.accept(',') && !cursor.startsWith(end)) cursor.fail(`expected "," or "${end}"`);
    cursor.skipSpace();
  }
  return items;
}

function parseObject(cursor: Cursor): Expression {
  const entries: (readonly [Expression, Expression])[] = [];
  cursor.skipSpace();
  while (!cursor.accept('}')) {
    const key = parseKey(cursor);
    cursor.skipSpace();
    if (!cursor.accept('=') && !cursor.accept(':')) cursor.fail('expected "="');
    entries.push([key, parseExpression(cursor)]);
    // A line break separates too, and the expression has skipped it already.
    cursor.accept(',');
    cursor.skipSpace();
  }
  return { kind: 'object', entries };
}

/** A bare word is a key, not a reference. */
function parseKey(cursor: Cursor): Expression {
  if (cursor.match(/for\s/y)) cursor.fail('for expressions are not supported');
  const word = cursor.match(name);
  return word === undefined ? parseExpression(cursor) : { kind: 'literal', value: word };
}
