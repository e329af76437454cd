import { MalformedQueryError } from '../../../engine/src/errors';
import { type LogEvent } from '../../../engine/src/execution/event-row';
import { type QueryResult } from '../../../engine/src/execution/query-options';
import { runQuery } from '../../../engine/src/execution/run-query';
import { parseQuery } from '../../../engine/src/parser/parse-query';
import {
  type Check,
  type Evidence,
  type Message,
  type Refusal,
  allEvidence,
  firstEventMs,
  questionMessages,
  sources,
} from './evidence';

const titleOf = ({ tag, id, statement }: Evidence): string => `${tag} ${id}: ${statement}`;

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

function verify(check: Check): void {
  if (check.throws) return expectRefusal(check, check.throws);
  const result = run(check);
  const rows = rowsOf(result);
  if (check.rows && check.inAnyOrder) expect(sorted(rows)).toEqual(sorted(check.rows));
  else if (check.rows) expect(rows).toEqual(check.rows);
  if (check.rowCount !== undefined) expect(rows).toHaveLength(check.rowCount);
  if (check.columns) expect(result.rows[0]?.map(({ field }) => field)).toEqual(check.columns);
  if (check.warnsAt !== undefined) {
    const offsets = parseQuery(check.query).warnings.map(({ location }) => location.startCharOffset);
    expect(offsets).toContain(offsetOf(check.query, check.warnsAt));
  }
  if (check.warnsOfNothing) expect(parseQuery(check.query).warnings).toEqual([]);
  if (check.statistics) expect(result.statistics).toMatchObject(check.statistics);
}

describe('what is known of Logs Insights', () => {
  it.each(allEvidence.map((entry) => [titleOf(entry), entry] as const))('%s', (_, { checks, question }) => {
    for (const check of checks) verify(question ? { messages: questionMessages, ...check } : check);
  });

  it('names every statement once', () => {
    const ids = allEvidence.map(({ id }) => id);

    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('has an answer to each open question', () => {
    const numbers = allEvidence.flatMap(({ question }) => question?.number ?? []);

    expect(numbers).toEqual(Array.from({ length: 18 }, (_, index) => index + 1));
  });

  it('has a source for all that is not inferred, and none for what is', () => {
    const wrong = allEvidence.filter(({ tag, source }) => (tag === 'inferred') !== (source === undefined));

    expect(wrong).toEqual([]);
  });

  it('has no source but those that it lists, and each of them once', () => {
    const used = new Set(allEvidence.flatMap(({ source }) => source ?? []));

    expect([...used].sort()).toEqual(sources.map(({ name }) => name).sort());
  });
});
