import { checkQuery } from './check/check-query';
import { MalformedQueryError } from './errors';
import { type LogEvent } from './execution/event-row';
import { type QueryResult } from './execution/query-options';
import { runQuery } from './execution/run-query';
import { type Check, type Message, type Refusal, firstEventMs, mixedMessages, statements } from './testing/statements';

const eventsOf = (messages: readonly Message[]): LogEvent[] =>
  messages.map((message, index) => ({
    timestamp: firstEventMs + index * 1000,
    message: typeof message === 'string' ? message : JSON.stringify(message),
  }));

const run = ({ query, messages = [], copies = 1, events, given = {} }: Check): QueryResult =>
  runQuery({ query, events: events ?? eventsOf(Array(copies).fill(messages).flat()), ...given });

const rowsOf = ({ rows }: QueryResult): Record<string, string>[] =>
  rows.map((row) =>
    Object.fromEntries(row.filter(({ field }) => field !== '@ptr').map(({ field, value }) => [field, value])),
  );

/** Rows as a set: in the order of their JSON. */
const sorted = (rows: readonly Readonly<Record<string, string>>[]): string[] =>
  rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort();

function offsetOf(query: string, at: string | number): number {
  const offset = typeof at === 'number' ? at : query.indexOf(at);
  if (offset < 0) throw new Error(`'${at}' does not occur in: ${query}`);
  return offset;
}

function errorOf(check: Check): MalformedQueryError {
  try {
    run(check);
  } catch (error) {
    if (error instanceof MalformedQueryError) return error;
    throw error;
  }
  throw new Error(`The query should be refused: ${check.query}`);
}

function expectRefusal(check: Check, { type, at, endsAt, says = '' }: Refusal): void {
  const { name, location, message } = errorOf(check);

  expect({ name, offset: location.startCharOffset }).toEqual({
    name: type === 'malformed' ? 'MalformedQueryError' : 'UnsupportedQueryError',
    offset: offsetOf(check.query, at),
  });
  expect(message).toContain(says);
  if (endsAt !== undefined) expect(location.endCharOffset).toBe(endsAt);
}

/** What is said of the query where nothing is known of the events' fields. */
const warningsOf = (query: string) => checkQuery(query, { fields: {}, allowsOthers: true });

function verify(check: Check): void {
  if (check.throws) return expectRefusal(check, check.throws);
  const result = run(check);
  const rows = rowsOf(result);
  if (check.rows && check.inAnyOrder) expect(sorted(rows)).toEqual(sorted(check.rows));
  else if (check.rows) expect(rows).toEqual(check.rows);
  if (check.rowCount !== undefined) expect(rows).toHaveLength(check.rowCount);
  if (check.columns) expect(result.rows[0]?.map(({ field }) => field)).toEqual(check.columns);
  if (check.warnsAt !== undefined) {
    const offsets = warningsOf(check.query).map(({ location }) => location.startCharOffset);
    expect(offsets).toContain(offsetOf(check.query, check.warnsAt));
  }
  if (check.warnsOfNothing) expect(warningsOf(check.query)).toEqual([]);
  if (check.statistics) expect(result.statistics).toMatchObject(check.statistics);
}

describe('Logs Insights QL', () => {
  it.each([...Map.groupBy(statements, ({ subject }) => subject)])('is as it is stated: %s', (_, ofSubject) => {
    for (const { statement, checks, isOfMixedMessages } of ofSubject) {
      for (const check of checks) {
        try {
          verify(isOfMixedMessages ? { messages: mixedMessages, ...check } : check);
        } catch (error) {
          throw new Error(`${statement}\n${check.query}\n${(error as Error).message}`, { cause: error });
        }
      }
    }
  });
});
