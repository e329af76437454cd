import { MalformedQueryError } from '../errors';
import { type StringToken } from '../lexer/token';
import { type ParseAllCommand, type ParseCommand } from '../syntax/command';
import { type Expression, impliedField } from '../syntax/expression';
import { type QueryLocation, spanning } from '../syntax/location';
import { type Extraction, parseFormatParts, parseGlobParts, parseRegexParts } from './parse-extraction';
import { parseExpression } from './parse-expression';
import { parsePrimary } from './parse-primary';
import { type TokenCursor } from './token-cursor';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Parse.html */
const maxFields = 200;

type AnyParseCommand = ParseCommand | ParseAllCommand;

/**
 * Parses what follows the keyword `parse`: the source, `@message` by default, and then a glob, a regular expression,
 * `logfmt` or `csv`.
 *
 * @throws {MalformedQueryError} Not retryable.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Parse.html
 */
export function parseParse(cursor: TokenCursor, keyword: QueryLocation): AnyParseCommand {
  const message = impliedField('@message', keyword);
  const regex = cursor.takeRegex();
  if (regex) return finish(cursor, keyword, message, parseRegexParts(cursor, regex));
  const glob = takeString(cursor);
  if (glob && cursor.isKeyword('as')) return finish(cursor, keyword, message, parseGlobParts(cursor, glob));
  const format = formatNext(cursor);
  const source: Expression = glob
    ? { type: 'literal', value: glob.value, location: glob.location }
    : parsePrimary(cursor, parseExpression);
  // A field may be called csv; then what to look for in it comes next.
  if (format && cursor.isKeyword('as')) return finish(cursor, keyword, message, parseFormatParts(cursor, format));
  return finish(cursor, keyword, source, parseParts(cursor));
}

/** Parses what to look for in a source that has been read. */
function parseParts(cursor: TokenCursor): Extraction {
  const regex = cursor.takeRegex();
  if (regex) return parseRegexParts(cursor, regex);
  const format = formatNext(cursor);
  if (format) {
    cursor.next();
    return parseFormatParts(cursor, format);
  }
  const glob = takeString(cursor);
  return glob
    ? parseGlobParts(cursor, glob)
    : cursor.fail(cursor.peek(), 'a glob in quotes or a /pattern/ with named groups');
}

function takeString(cursor: TokenCursor): StringToken | undefined {
  const token = cursor.peek();
  if (token.kind !== 'string') return undefined;
  cursor.next();
  return token;
}

function formatNext(cursor: TokenCursor): 'csv' | 'logfmt' | undefined {
  if (cursor.isKeyword('csv')) return 'csv';
  return cursor.isKeyword('logfmt') ? 'logfmt' : undefined;
}

function finish(
  cursor: TokenCursor,
  keyword: QueryLocation,
  source: Expression,
  extraction: Extraction,
): AnyParseCommand {
  const location = spanning(keyword, cursor.last);
  if (extraction.names.length > maxFields) {
    throw new MalformedQueryError(`parse makes ${maxFields} fields at most, not ${extraction.names.length}`, location);
  }
  return { ...extraction, source, location };
}
