import { Cursor } from './cursor';
import { type Expression } from './expression';
import { parseExpression } from './parse-expression';

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
export function parseQuoted(cursor: Cursor): Expression {
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
