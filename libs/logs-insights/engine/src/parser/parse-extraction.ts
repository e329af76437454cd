import { MalformedQueryError } from '../errors';
import { type RegexToken, type StringToken } from '../lexer/token';
import { compileGlob } from '../patterns/compile-glob';
import { type MadeName, type ParseAllCommand, type ParseCommand } from '../syntax/command';
import { type QueryLocation, spanning } from '../syntax/location';
import { expectMadeName } from './expect-field';
import { parseGroups } from './parse-pattern';
import { type TokenCursor } from './token-cursor';

/** What `parse` looks for, and the names of what it finds. */
export type Extraction =
  Pick<ParseCommand, 'type' | 'pattern' | 'names'> | Pick<ParseAllCommand, 'type' | 'pattern' | 'names'>;

/** Parses what follows a regular expression: names for its groups, and `multi`. @throws {MalformedQueryError} Not retryable. */
export function parseRegexParts(cursor: TokenCursor, { source, location }: RegexToken): Extraction {
  const names = cursor.isKeyword('as') ? parseNames(cursor) : undefined;
  const pattern = parseGroups(source, location, { numbersGroups: names !== undefined });
  const { groupNames } = pattern;
  if (groupNames.length === 0) {
    const message = 'a pattern of parse needs a named group, as in /took (?<ms>\\d+) ms/';
    throw new MalformedQueryError(message, location);
  }
  const made = names ? matchNames(names, groupNames, location) : groupNames.map((name) => ({ name, location }));
  return cursor.takeKeyword('multi')
    ? { type: 'parse-all', pattern, names: made }
    : { type: 'parse', pattern, names: made };
}

/** The names after `as` are those of the groups without one, in their order; one that has a name keeps it. */
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
export function parseGlobParts(cursor: TokenCursor, glob: StringToken): Extraction {
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
  return { type: 'parse', pattern, names };
}

/** Parses what follows the word `csv` or `logfmt`. @throws {MalformedQueryError} Not retryable. */
export function parseFormatParts(cursor: TokenCursor, pattern: 'csv' | 'logfmt'): Extraction {
  const names = parseNames(cursor);
  const [, second] = names;
  if (pattern === 'logfmt' && second) {
    throw new MalformedQueryError('parse logfmt makes one map, with one name', second.location);
  }
  return { type: 'parse', pattern, names };
}

function parseNames(cursor: TokenCursor): readonly MadeName[] {
  if (!cursor.takeKeyword('as')) return cursor.fail(cursor.peek(), "'as' and the names of the fields");
  const names = [expectMadeName(cursor)];
  while (cursor.takeSymbol(',')) names.push(expectMadeName(cursor));
  return names;
}

const counted = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
