import { Cursor } from './cursor';
import { type Expression } from './expression';

const name = /[A-Za-z_][A-Za-z0-9_-]*/y;
const number = /-?\d+(\.\d+)?([eE][+-]?\d+)?/y;
const constants = new Map<string, true | false | null>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/**
 * Reads a string of Terraform JSON, which is a template: text with `${...}` in it.
 *
 * @param where - What the string belongs to, for errors.
 * @returns A string that is exactly one `${...}` is that expression and keeps its type.
 * @throws {InvalidExpressionError} Malformed, or a part of the language that is not supported. Not retryable.
 * @see https://developer.hashicorp.com/terraform/language/syntax/json
 */
export function parseTemplate(text: string, where: string): Expression {
  if (!/[$%]\{/.test(text)) return { kind: 'literal', value: text };
  const cursor = new Cursor(text, where);
  const parts = parseParts(cursor, false);
  return simplify(parts);
}

/** Reads the rest of a quoted string of an expression, after its opening quote. */
function parseQuoted(cursor: Cursor): Expression {
  const parts = parseParts(cursor, true);
  cursor.expect('"');
  return simplify(parts);
}

function parseParts(cursor: Cursor, quoted: boolean): Expression[] {
  const parts: Expression[] = [];
  let text = '';
  const flush = () => {
    if (text !== '') parts.push({ kind: 'literal', value: text });
    text = '';
  };
  while (!cursor.atEnd && !(quoted && cursor.startsWith('"'))) {
    if (cursor.accept('$${')) text += '${';
    else if (cursor.accept('%%{')) text += '%{';
    else if (cursor.startsWith('%{')) cursor.fail('template directives are not supported');
    else if (cursor.accept('${')) {
      flush();
      parts.push(parseInterpolation(cursor));
    } else if (quoted && cursor.accept('\\')) text += parseEscape(cursor);
    else text += cursor.match(/[^$%"\\]+|[^]/y) ?? '';
  }
  flush();
  return parts;
}

function parseInterpolation(cursor: Cursor): Expression {
  const expression = parseExpression(cursor);
  cursor.skipSpace();
  cursor.expect('}');
  return expression;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

function parseEscape(cursor: Cursor): string {
  const code = cursor.match(/u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}/y);
  if (code !== undefined) {
    const point = Number.parseInt(code.slice(1), 16);
    return point > 0x10ffff ? cursor.fail('no such character') : String.fromCodePoint(point);
  }
  const letter = cursor.match(/[nrt"\\]/y);
  return letter === undefined ? cursor.fail('unknown escape') : (escapes[letter] ?? '');
}

function simplify(parts: Expression[]): Expression {
  const [first] = parts;
  if (!first) return { kind: 'literal', value: '' };
  return parts.length === 1 ? first : { kind: 'template', parts };
}

/**
 * Reads one expression and leaves the cursor behind it.
 *
 * Of Terraform's language: literals, strings, references, lists, objects and calls. Operators, conditionals, `for` and
 * splats are refused where they stand.
 *
 * @throws {InvalidExpressionError} Not retryable.
 */
function parseExpression(cursor: Cursor): Expression {
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
