import { corpus, corpusEvents, corpusNowMs } from '../../../evidence/src/corpus/corpus';
import { runQuery } from '../execution/run-query';
import { checkQuery } from './check-query';
import { type FieldSchema, type MetricSchema } from './metric-schema';

/** The leaves of the JSON documents among the events, by their names in queries. */
function leavesOf(value: unknown, name: string): readonly (readonly [name: string, leaf: unknown])[] {
  if (typeof value !== 'object' || value === null) return [[name, value]];
  return Object.entries(value).flatMap(([key, part]) =>
    leavesOf(part, name === '' ? key.replace(/^@/, '@@') : `${name}.${key}`),
  );
}

function schemaOf(leaves: readonly unknown[]): FieldSchema {
  const texts = leaves.filter((leaf) => typeof leaf === 'string');
  const numbers = leaves.filter((leaf) => typeof leaf === 'number');
  if (texts.length === leaves.length) return { type: 'text', values: texts };
  if (numbers.length === leaves.length) return { type: 'number', values: numbers };
  return leaves.every((leaf) => typeof leaf === 'boolean') ? { type: 'boolean' } : { type: 'any' };
}

/** The schema that says as much as possible about the events of the corpus. */
function tightestSchema(): MetricSchema {
  const documents = corpusEvents.flatMap(({ message }): unknown[] => {
    try {
      return [JSON.parse(message)];
    } catch {
      return [];
    }
  });
  const leaves = documents.flatMap((document) => leavesOf(document, '')).filter(([, leaf]) => leaf !== null);
  const byName = Map.groupBy(leaves, ([name]) => name);
  const fields = [...byName].map(([name, entries]) => [name, schemaOf(entries.map(([, leaf]) => leaf))] as const);
  return { fields: Object.fromEntries(fields), allowsOthers: true };
}

const schema = tightestSchema();

const deadQueries = corpus
  .map(({ query }) => query)
  .filter((query) => checkQuery(query, schema).some(({ message }) => message.includes('the filter can never match')));

describe('checkQuery', () => {
  it.each(corpus)('finds no error in $query as long as it knows nothing of the events', ({ query }) => {
    const problems = checkQuery(query, { fields: {}, allowsOthers: true });

    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('finds more than 15 queries of the corpus that its events can not pass', () => {
    expect(deadQueries.length).toBeGreaterThan(15);
  });

  it.each(deadQueries)('says rightly that a filter can never match in %s', (query) => {
    const { rows, statistics } = runQuery({ query, events: corpusEvents, nowMs: corpusNowMs });

    expect(Math.min(rows.length, statistics.recordsMatched)).toBe(0);
  });
});
