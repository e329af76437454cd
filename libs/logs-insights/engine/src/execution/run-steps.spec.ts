import { QueryLimitError } from '../errors';
import { runQuery } from './run-query';

const eventOf = (message: string) => ({ timestamp: 0, message });

/** A text of so many parts between commas. */
const parts = (count: number): string => 'x,'.repeat(count - 1) + 'x';

const count = (query: string, ...messages: readonly string[]): string | undefined =>
  runQuery({ query: `${query} | stats count(*) as n`, events: messages.map(eventOf) }).rows[0]?.[0]?.value;

function limitOf(query: string, ...messages: readonly string[]): QueryLimitError {
  try {
    runQuery({ query, events: messages.map(eventOf) });
  } catch (error) {
    if (error instanceof QueryLimitError) return error;
    throw error;
  }
  throw new Error(`answered: ${query}`);
}

const unnest = 'unnest split(@message, ",") into item';
const lists = JSON.stringify({ a: Array.from({ length: 20 }, () => 1) });

describe('the rows that are made of one event', () => {
  it('are 100,000 at most, of each event by itself', () => {
    expect(count(unnest, parts(100_000))).toBe('100000');
    expect(count(unnest, parts(60_000), parts(60_000))).toBe('120000');
  });

  it.each<[query: string, message: string, command: string]>([
    [unnest, parts(100_001), 'unnest ... into item'],
    [
      'unnest jsonParse(@message).a into b | unnest jsonParse(@message).a into c | unnest jsonParse(@message).a into d' +
        ' | unnest jsonParse(@message).a into e',
      lists,
      'unnest ... into e',
    ],
  ])('end the run of %s when they are more', (query, message, command) => {
    const error = limitOf(query, message);

    expect(error).toMatchObject({ name: 'QueryLimitError', command, rowCount: 100_000 });
    expect(error.message).toContain(`'${command}' makes more than 100,000 rows of one event`);
  });

  if (isNightly)
    it('end the run when a later stage would keep more than a million of them', () => {
      const messages = Array.from({ length: 11 }, () => parts(100_000));

      expect(limitOf(`limit 11 | ${unnest} | stats count(*) as n`, ...messages)).toMatchObject({ rowCount: 1_000_000 });
    });

  if (isNightly)
    it('may be more than a million where they are taken in one by one, or a limit drops them', () => {
      const messages = Array.from({ length: 11 }, () => parts(100_000));

      expect(count(unnest, ...messages)).toBe('1100000');
      expect(runQuery({ query: `${unnest} | limit 5`, events: messages.map(eventOf) }).rows).toHaveLength(5);
    });
});
