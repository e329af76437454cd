import { MalformedQueryError } from '../errors';
import { type NameToken, type StringToken } from '../lexer/token';
import { compileGlob } from '../patterns/compile-glob';
import { type Pattern } from '../patterns/pattern';
import { type MadeName, type ParseCommand } from '../syntax/command';
import { type Expression, impliedField } from '../syntax/expression';
import { type QueryLocation, spanning } from '../syntax/location';
import { parseExpression } from './parse-expression';
import { parsePattern } from './parse-pattern';
import { parsePrimary } from './parse-primary';
import { type TokenCursor } from './token-cursor';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Parse.html */
const maxFields = 200;

/**
 * Parses what follows the keyword `parse`: the source, `@message` by default, and a glob, a regular expression or `logfmt`.
 *
 * @throws {MalformedQueryError} Not retryable.
 */
export function parseParse(cursor: TokenCursor, keyword: QueryLocation): ParseCommand {
  const message = impliedField('@message', keyword);
  const ofMessage = parseRegexParts(cursor, keyword, message);
  if (ofMessage) return ofMessage;
  if (cursor.isKeyword('logfmt')) return parseLogfmtPart(cursor, keyword, message);
  const glob = takeString(cursor);
  if (glob && cursor.isKeyword('as')) return parseGlobParts(cursor, keyword, message, glob);
  const source: Expression = glob
    ? { type: 'literal', value: glob.value, location: glob.location }
    : parsePrimary(cursor, parseExpression);
  const regex = parseRegexParts(cursor, keyword, source);
  if (regex) return regex;
  if (cursor.isKeyword('logfmt')) return parseLogfmtPart(cursor, keyword, source);
  const token = takeString(cursor);
  if (!token) return cursor.fail(cursor.peek(), 'a glob in quotes or a /pattern/ with named groups');
  return parseGlobParts(cursor, keyword, source, token);
}

function takeString(cursor: TokenCursor): StringToken | undefined {
  const token = cursor.peek();
  if (token.kind !== 'string') return undefined;
  cursor.next();
  return token;
}

function parseRegexParts(cursor: TokenCursor, keyword: QueryLocation, source: Expression): ParseCommand | undefined {
  const token = cursor.takeRegex();
  if (!token) return undefined;
  const pattern = parsePattern(token.source, token.location);
  if (pattern.groupNames.length === 0) {
    throw new MalformedQueryError(
      'a pattern of parse needs a named group, as in /took (?<ms>\\d+) ms/',
      token.location,
    );
  }
  const names = pattern.groupNames.map((name) => ({ name, location: token.location }));
  return finish(cursor, { keyword, source, pattern, names });
}

function parseGlobParts(
  cursor: TokenCursor,
  keyword: QueryLocation,
  source: Expression,
  glob: StringToken,
): ParseCommand {
  const pattern = compileGlob(glob.value);
  const names = parseNames(cursor);
  const last = names.at(-1) ?? glob;
  if (names.length < pattern.groupNames.length && cursor.peek().kind === 'name') cursor.fail(cursor.peek(), "','");
  if (names.length !== pattern.groupNames.length) {
    throw new MalformedQueryError(
      `the glob has ${count(pattern.groupNames.length, '*')}, so as many names must follow 'as', not ${names.length}`,
      { startCharOffset: glob.location.startCharOffset, endCharOffset: last.location.endCharOffset },
    );
  }
  return finish(cursor, { keyword, source, pattern, names });
}

function parseLogfmtPart(cursor: TokenCursor, keyword: QueryLocation, source: Expression): ParseCommand {
  cursor.next();
  const names = parseNames(cursor);
  const [, second] = names;
  if (second) throw new MalformedQueryError('parse logfmt makes one map, with one name', second.location);
  return finish(cursor, { keyword, source, pattern: 'logfmt', names });
}

function parseNames(cursor: TokenCursor): readonly NameToken[] {
  if (!cursor.takeKeyword('as')) return cursor.fail(cursor.peek(), "'as' and the names of the fields");
  const names = [cursor.expectName('a name')];
  while (cursor.takeSymbol(',')) names.push(cursor.expectName('a name'));
  return names;
}

function finish(
  cursor: TokenCursor,
  parts: { keyword: QueryLocation; source: Expression; pattern: Pattern | 'logfmt'; names: readonly MadeName[] },
): ParseCommand {
  const { keyword, source, pattern, names } = parts;
  const location = spanning(keyword, cursor.last);
  if (names.length > maxFields) {
    throw new MalformedQueryError(`parse makes ${maxFields} fields at most, not ${names.length}`, location);
  }
  return {
    type: 'parse',
    source,
    pattern,
    names: names.map(({ name, location: at }) => ({ name, location: at })),
    location,
  };
}

const count = (number: number, what: string): string => `${number} ${what}`;
