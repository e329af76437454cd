import { MalformedQueryError, UnsupportedQueryError } from '../errors';
import { type NameToken } from '../lexer/token';
import { type SourceReference } from '../syntax/command';
import { type QueryLocation, spanning } from '../syntax/location';
import { type TokenCursor } from './token-cursor';

/**
 * Parses what follows the keyword `SOURCE`: a log group's name, or `logGroups(namePrefix: ['/aws/lambda/', ...])`.
 *
 * @throws {UnsupportedQueryError} The groups are chosen by their class, account, tags or data source, or a range of time
 * follows. Not retryable.
 * @throws {MalformedQueryError} Not retryable.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Source.html
 */
export function parseSource(cursor: TokenCursor, keyword: QueryLocation): SourceReference {
  const groups = parseGroups(cursor);
  if (cursor.isKeyword('start')) throw new UnsupportedQueryError("'START' of SOURCE", cursor.peek().location);
  return { groups, location: spanning(keyword, cursor.last) };
}

function parseGroups(cursor: TokenCursor): SourceReference['groups'] {
  const start = cursor.peek();
  const name = parseGroupName(cursor);
  if (start.kind !== 'name' || !cursor.takeSymbol('(')) return { name };
  const selector = name.toLowerCase();
  if (selector === 'loggroups') return parseSelection(cursor);
  if (!selectorsNotBuilt.has(selector)) return cursor.fail(start, "'logGroups' before a '('");
  throw new UnsupportedQueryError(`SOURCE ${name}(...)`, start.location);
}

/** Ways to choose log groups that need an account, in lower case. */
const selectorsNotBuilt: ReadonlySet<string> = new Set(['loggrouptags', 'datasource']);

function parseSelection(cursor: TokenCursor): SourceReference['groups'] {
  expectPrefixMember(cursor);
  cursor.expectSymbol(':');
  const namePrefixes = parseList(cursor);
  if (cursor.takeSymbol(',')) {
    const { name, location } = expectPrefixMember(cursor);
    throw new MalformedQueryError(`'${name}' is there already; write one list of all prefixes`, location);
  }
  cursor.expectSymbol(')');
  return { namePrefixes };
}

/** The other ways to choose need an account with classes and other accounts. */
function expectPrefixMember(cursor: TokenCursor): NameToken {
  const member = cursor.expectName("'namePrefix'");
  if (['class', 'accountidentifiers', 'accountidentifier'].includes(member.name.toLowerCase())) {
    throw new UnsupportedQueryError(`SOURCE logGroups(${member.name}: ...)`, member.location);
  }
  return member.name.toLowerCase() === 'nameprefix' ? member : cursor.fail(member, "'namePrefix'");
}

function parseList(cursor: TokenCursor): readonly string[] {
  cursor.expectSymbol('[');
  const prefixes = [parseGroupName(cursor)];
  while (cursor.takeSymbol(',')) prefixes.push(parseGroupName(cursor));
  cursor.expectSymbol(']');
  return prefixes;
}

function parseGroupName(cursor: TokenCursor): string {
  const token = cursor.peek();
  if (token.kind === 'string') {
    cursor.next();
    return token.value;
  }
  return cursor.takeLogGroupName() ?? cursor.fail(token, "a log group's name");
}
