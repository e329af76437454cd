import { MalformedQueryError } from '../errors';
import { type Token } from '../lexer/token';
import { planQuery } from '../plan/plan-query';
import { type QueryPlan } from '../plan/query-plan';
import { type Command, type SourceReference } from '../syntax/command';
import { hintFor } from './language-names';
import { commandNames, parseCommand } from './parse-command';
import { parseSource } from './parse-source';
import { TokenCursor } from './token-cursor';
import { type PlacedMessage } from '../syntax/location';

/** The longest query that StartQuery takes, in UTF-16 units. */
export const maxQueryLength = 10_000;

/** A query that has been read and checked as a whole; `runQuery` takes it in place of the text. */
export interface ParsedQuery {
  readonly text: string;
  /** The log groups that the text names itself; none when the caller chooses them. */
  readonly sources: readonly SourceReference[];
  readonly commands: readonly Command[];
  /** Parts that are valid but probably not meant. */
  readonly warnings: readonly PlacedMessage[];
  readonly plan: QueryPlan;
}

/**
 * Reads and checks a Logs Insights query (QL), as StartQuery does before it gives a query id.
 *
 * @param text - At most 10,000 characters.
 * @returns The commands in their order, with the place of each part in the text, and the plan to run them by.
 * @throws {UnsupportedQueryError} AWS would run the query and this engine can't: the message names the part. Not retryable.
 * @throws {MalformedQueryError} The query is wrong at `error.location`. Not retryable. Nothing else is ever thrown.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
 */
export function parseQuery(text: string): ParsedQuery {
  if (text.length > maxQueryLength) {
    throw new MalformedQueryError(`a query has ${maxQueryLength} characters at most, this one has ${text.length}`, {
      startCharOffset: maxQueryLength,
      endCharOffset: text.length - 1,
    });
  }
  const cursor = new TokenCursor(text);
  const sources = parseSources(cursor);
  const commands = [parseCommand(cursor)];
  while (cursor.takeSymbol('|')) commands.push(parseCommand(cursor));
  const token = cursor.peek();
  if (token.kind !== 'end') cursor.fail(token, "'|' or the end of the query", commandHintFor(token));
  const { plan, warnings } = planQuery(text, commands);
  return { text, sources, commands, plan, warnings };
}

/** @returns A hint for the end of a command; undefined if there is none for this place. */
function commandHintFor(token: Token): string | undefined {
  const word = token.kind === 'name' && !token.quoted ? token.name.toLowerCase() : '';
  if (word === 'where' || word === 'filter') {
    return `A | stands before ${word}, and before stats if it is about the events: ${word} a = 1 | stats count(*).`;
  }
  return commandNames.includes(word) ? `A | stands before ${word}.` : hintFor(token);
}

function parseSources(cursor: TokenCursor): readonly SourceReference[] {
  const sources: SourceReference[] = [];
  while (cursor.isKeyword('source')) {
    sources.push(parseSource(cursor, cursor.next().location));
    cursor.expectSymbol('|');
  }
  return sources;
}
