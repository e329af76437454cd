import { MalformedQueryError, UnsupportedQueryError } from '../errors';
import { type Command, type Item } from '../syntax/command';
import { type QueryLocation, spanning } from '../syntax/location';
import { commandsNotBuilt } from './language-names';
import { parseExpression } from './parse-expression';
import { parseParse } from './parse-parse';
import { closestTo } from './suggest';
import { type TokenCursor } from './token-cursor';

/** More rows than this can't be asked for: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html */
const maxRowCount = 100_000;

type ParseCommand = (cursor: TokenCursor, keyword: QueryLocation) => Command;

const parseSort: ParseCommand = (cursor, keyword) => {
  cursor.takeKeyword('by');
  const keys = [parseSortKey(cursor)];
  while (cursor.takeSymbol(',')) keys.push(parseSortKey(cursor));
  return { type: 'sort', keys, location: spanning(keyword, cursor.last) };
};

const parseColumns =
  (type: 'fields' | 'display'): ParseCommand =>
  (cursor, keyword) => ({ type, items: parseItems(cursor), location: spanning(keyword, cursor.last) });

const parseFilter: ParseCommand = (cursor, keyword) => ({
  type: 'filter',
  condition: parseExpression(cursor),
  location: spanning(keyword, cursor.last),
});

const parseDedup: ParseCommand = (cursor, keyword) => {
  const fields = [cursor.expectField()];
  while (cursor.takeSymbol(',')) fields.push(cursor.expectField());
  return { type: 'dedup', fields, location: spanning(keyword, cursor.last) };
};

const parseUnnest: ParseCommand = (cursor, keyword) => {
  const operand = parseExpression(cursor);
  if (!cursor.takeKeyword('into')) return cursor.fail(cursor.peek(), "'into' and a name");
  const name = cursor.expectMadeName();
  return { type: 'unnest', operand, name, location: spanning(keyword, cursor.last) };
};

const commands: Readonly<Record<string, ParseCommand>> = {
  fields: parseColumns('fields'),
  field: parseColumns('fields'),
  display: parseColumns('display'),
  filter: parseFilter,
  where: parseFilter,
  parse: parseParse,
  stats: parseStats,
  sort: parseSort,
  order: parseSort,
  limit: parseLimit,
  head: parseLimit,
  dedup: parseDedup,
  unnest: parseUnnest,
};

/** Every keyword that a command can start with, in lower case. */
export const commandNames: readonly string[] = ['source', ...Object.keys(commands)];

/**
 * Parses one command, from its keyword to the `|` or the end after it.
 *
 * @throws {UnsupportedQueryError} Logs Insights has the command and this engine does not. Not retryable.
 * @throws {MalformedQueryError} It is not a command, or malformed. Not retryable.
 */
export function parseCommand(cursor: TokenCursor): Command {
  const token = cursor.peek();
  const word = token.kind === 'name' && !token.quoted ? token.name.toLowerCase() : '';
  const parse = Object.hasOwn(commands, word) ? commands[word] : undefined;
  if (parse) return parse(cursor, cursor.next().location);
  if (commandsNotBuilt.has(word)) throw new UnsupportedQueryError(`command '${word}'`, token.location);
  if (word === 'source') throw new MalformedQueryError('SOURCE stands before all other commands', token.location);
  const suggestion = word && closestTo(word, [...commandNames, ...commandsNotBuilt]);
  if (suggestion) {
    throw new MalformedQueryError(`unknown command '${word}'; did you mean ${suggestion}?`, token.location);
  }
  const reason = token.kind === 'name' ? '' : '; none may be missing before, between or after |';
  return cursor.fail(token, `a command {${commandNames.join(', ')}}${reason}`);
}

function parseStats(cursor: TokenCursor, keyword: QueryLocation): Command {
  const items = parseItems(cursor);
  const groups: readonly Item[] = cursor.takeKeyword('by') ? parseItems(cursor) : [];
  if (cursor.isKeyword('offset')) throw new UnsupportedQueryError("'offset' of stats", cursor.peek().location);
  return { type: 'stats', items, groups, location: spanning(keyword, cursor.last) };
}

function parseSortKey(cursor: TokenCursor): { item: Item; descending: boolean } {
  const start = cursor.peek();
  if (cursor.isKeyword('asc', 'desc')) cursor.fail(start, 'a field before it');
  const item = parseItem(cursor);
  const descending = cursor.takeKeyword('desc');
  if (!descending) cursor.takeKeyword('asc');
  return { item, descending };
}

function parseLimit(cursor: TokenCursor, keyword: QueryLocation): Command {
  cursor.takeKeyword('any');
  const token = cursor.peek();
  if (token.kind !== 'number' || !Number.isInteger(token.value) || token.value < 1 || token.value > maxRowCount) {
    return cursor.fail(token, `a whole number from 1 to ${maxRowCount}`);
  }
  cursor.next();
  return { type: 'limit', rowCount: token.value, location: spanning(keyword, cursor.last) };
}

/** Parses `expression [as name], ...`. @throws {MalformedQueryError} Not retryable. */
function parseItems(cursor: TokenCursor): readonly Item[] {
  const items = [parseItem(cursor)];
  while (cursor.takeSymbol(',')) items.push(parseItem(cursor));
  return items;
}

/**
 * Parses `expression [as name]`; without an alias a column has the text of its expression for a name.
 *
 * @throws {MalformedQueryError} Not retryable.
 */
function parseItem(cursor: TokenCursor): Item {
  const expression = parseExpression(cursor);
  const { startCharOffset, endCharOffset } = expression.location;
  const alias = cursor.takeKeyword('as') ? cursor.expectMadeName('a name after as') : undefined;
  const written = cursor.text.slice(startCharOffset, endCharOffset + 1);
  const isPlainField = expression.type === 'field' && !written.startsWith('(');
  return {
    expression,
    name: alias?.name ?? (isPlainField ? expression.name : written),
    hasAlias: alias !== undefined,
    location: spanning(expression.location, cursor.last),
    nameLocation: alias?.location ?? expression.location,
  };
}
