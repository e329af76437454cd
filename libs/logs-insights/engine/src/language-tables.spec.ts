import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { aggregateCatalogue } from './aggregates/catalogue';
import { type LogEvent } from './execution/event-row';
import { runQuery } from './execution/run-query';
import { functionCatalogue } from './functions/catalogue';
import { commandNames } from './parser/parse-command';
import { parseQuery } from './parser/parse-query';
import { MarkdownDocument } from './testing/markdown-document';

const document = new MarkdownDocument(readFileSync(join(__dirname, '../../docs/logs-insights.md'), 'utf8'));

/** Syntax rather than entries of the catalogue, since they take periods. */
const timeBuckets = ['bin', 'datefloor', 'dateceil'];

const timestamp = Date.parse('2026-11-25T12:34:56.789Z');

const namesIn = (title: string): string[] => document.examples(title).flatMap(({ names }) => names);

const sorted = (names: Iterable<string>): string[] => [...names].sort();

const valueIn = (query: string, events: readonly LogEvent[]): string | undefined =>
  runQuery({ query, events }).rows[0]?.find(({ field }) => field === 'x')?.value;

const cases = (title: string) => document.examples(title).map(({ example, value }) => [example, value] as const);

describe('the tables of the language', () => {
  it('list every command', () => {
    expect(sorted(namesIn('Commands'))).toEqual(sorted(commandNames));
  });

  it('list every function', () => {
    expect(sorted(namesIn('Functions'))).toEqual(sorted([...functionCatalogue.keys(), ...timeBuckets]));
  });

  it('list every aggregate function', () => {
    expect(sorted(namesIn('Aggregate functions'))).toEqual(sorted(aggregateCatalogue.keys()));
  });

  it.each(document.examples('Commands').map(({ names, example }) => [names.join(' and '), example]))(
    'show for %s a query that is one: %s',
    (_, example) => {
      expect(() => parseQuery(example)).not.toThrow();
    },
  );

  it.each([...cases('Operators'), ...cases('Functions')])('say truly that %s is %s', (example, value) => {
    const message = document.codeBlock('json', 'Operators');

    expect(value).toBeDefined();
    expect(valueIn(`fields ${example} as x`, [{ timestamp, message }])).toBe(value);
  });

  it.each(cases('Aggregate functions'))('say truly that %s is %s', (example, value) => {
    const messages = ['{"ms":3}', '{"ms":10}', '{"ms":10}', '{"ms":"none"}', '{}'];
    const events = messages.map((message) => ({ timestamp, message }));

    expect(value).toBeDefined();
    expect(valueIn(`stats ${example} as x`, events)).toBe(value);
  });
});
