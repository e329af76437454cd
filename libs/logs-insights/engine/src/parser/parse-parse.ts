import { MalformedQueryError, UnsupportedQueryError } from '../errors';
import { type RegexToken, type StringToken, type Token } from '../lexer/token';
import { compileGlob } from '../patterns/compile-glob';
import { type MadeName, type ParseCommand } from '../syntax/command';
import { type Expression, impliedField } from '../syntax/expression';
import { type QueryLocation, spanning } from '../syntax/location';
import { parsePrimary } from './parse-expression';
import { parsePattern } from './parse-pattern';
import { type TokenCursor } from './token-cursor';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Parse.html */
const maxFields = 200;

/** Forms other than globs and patterns, which AWS reads and this engine does not. */
const formats = ['csv', 'logfmt'];

/**
 * Parses what follows the keyword `parse`: the source, `@message` by default, and then a glob or a regular expression.
 *
 * @throws {UnsupportedQueryError} `csv`, `logfmt` or `multi` stands there. Not retryable.
 * @throws {MalformedQueryError} Not retryable.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Parse.html
 */
export function parseParse(cursor: TokenCursor, keyword: QueryLocation): ParseCommand {
  const message = impliedField('@message', keyword);
  const regex = cursor.takeRegex();
  if (regex) return finish(cursor, keyword, message, parseRegexParts(cursor, regex));
  const glob = takeString(cursor);
  if (glob && cursor.isKeyword('as')) return finish(cursor, keyword, message, parseGlobParts(cursor, glob));
  const start = cursor.peek();
  const mayBeFormat = cursor.isKeyword(...formats);
  const source: Expression = glob
    ? { type: 'literal', value: glob.value, location: glob.location }
    : parsePrimary(cursor);
  // A field may be called csv; then its pattern comes next.
  if (mayBeFormat && cursor.isKeyword('as')) throw formatNotBuilt(start);
  return finish(cursor, keyword, source, parseParts(cursor));
}

/** Parses what to look for in a source that has been read. */
function parseParts(cursor: TokenCursor): Extraction {
  const regex = cursor.takeRegex();
  if (regex) return parseRegexParts(cursor, regex);
  const token = cursor.peek();
  if (cursor.isKeyword(...formats)) throw formatNotBuilt(token);
  const glob = takeString(cursor);
  return glob ? parseGlobParts(cursor, glob) : cursor.fail(token, 'a glob in quotes or a /pattern/ with named groups');
}

const formatNotBuilt = (token: Token): UnsupportedQueryError =>
  new UnsupportedQueryError(`'${token.kind === 'name' ? token.name.toLowerCase() : ''}' of parse`, token.location);

function takeString(cursor: TokenCursor): StringToken | undefined {
  const token = cursor.peek();
  if (token.kind !== 'string') return undefined;
  cursor.next();
  return token;
}

function finish(cursor: TokenCursor, keyword: QueryLocation, source: Expression, extraction: Extraction): ParseCommand {
  const location = spanning(keyword, cursor.last);
  if (extraction.names.length > maxFields) {
    throw new MalformedQueryError(`parse makes ${maxFields} fields at most, not ${extraction.names.length}`, location);
  }
  return { type: 'parse', ...extraction, source, location };
}

/** What `parse` looks for, and the names of what it finds. */
type Extraction = Pick<ParseCommand, 'pattern' | 'names'>;

/** Parses what follows a regular expression: names for its groups. @throws {MalformedQueryError} Not retryable. */
function parseRegexParts(cursor: TokenCursor, { source, location }: RegexToken): Extraction {
  const names = cursor.isKeyword('as') ? parseNames(cursor) : undefined;
  const pattern = parsePattern(source, location, { numbersGroups: names !== undefined });
  const { groupNames } = pattern;
  if (groupNames.length === 0) {
    const message = 'a pattern of parse needs a named group, as in /took (?<ms>\\d+) ms/';
    throw new MalformedQueryError(message, location);
  }
  if (cursor.isKeyword('multi')) throw new UnsupportedQueryError("'multi' of parse", cursor.peek().location);
  const made = names ? matchNames(names, groupNames, location) : groupNames.map((name) => ({ name, location }));
  return { pattern, names: made };
}

/** The names after `as` go to the unnamed groups, in order; named groups keep theirs. */
function matchNames(
  names: readonly MadeName[],
  groupNames: readonly string[],
  location: QueryLocation,
): readonly MadeName[] {
  if (names.length !== groupNames.length) {
    throw new MalformedQueryError(
      `the pattern has ${counted(groupNames.length, 'group')}, so as many names can follow 'as', not ${names.length}; ` +
        "a group that is no field starts with '(?:'",
      location,
    );
  }
  names.forEach(({ name, location: at }, index) => {
    const groupName = groupNames[index];
    if (groupName === String(index + 1) || groupName === name) return;
    throw new MalformedQueryError(`the group has the name '${groupName}' already; write only one of the two`, at);
  });
  return names;
}

/** Parses what follows a glob: a name for each `*`. @throws {MalformedQueryError} Not retryable. */
function parseGlobParts(cursor: TokenCursor, glob: StringToken): Extraction {
  const pattern = compileGlob(glob.value);
  const names = parseNames(cursor);
  const last = names.at(-1) ?? glob;
  if (names.length < pattern.groupNames.length && cursor.peek().kind === 'name') cursor.fail(cursor.peek(), "','");
  if (names.length !== pattern.groupNames.length) {
    const wanted = glob.value.includes('*')
      ? `the glob has ${pattern.groupNames.length} *, so as many names must`
      : 'the glob has no *, so one name, which marks the events that have the text, must';
    throw new MalformedQueryError(`${wanted} follow 'as', not ${names.length}`, spanning(glob.location, last.location));
  }
  return { pattern, names };
}

function parseNames(cursor: TokenCursor): readonly MadeName[] {
  if (!cursor.takeKeyword('as')) return cursor.fail(cursor.peek(), "'as' and the names of the fields");
  const names = [cursor.expectMadeName()];
  while (cursor.takeSymbol(',')) names.push(cursor.expectMadeName());
  return names;
}

const counted = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
