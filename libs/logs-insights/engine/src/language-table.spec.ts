import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { aggregateCatalogue } from './aggregates/catalogue';
import { type LogEvent } from './execution/event-row';
import { runQuery } from './execution/run-query';
import { functionCatalogue } from './functions/catalogue';
import { commandNames } from './parser/parse-command';
import { parseQuery } from './parser/parse-query';

const document = readFileSync(join(__dirname, '../../docs/logs-insights.md'), 'utf8');

const codesIn = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);

/** The rows of one kind. */
const rowsOf = (kind: string) =>
  document.split('\n').flatMap((line) => {
    const [, of, names = '', , example = '', value = ''] = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
    if (of !== kind) return [];
    return [
      {
        names: codesIn(names).map((code) => code.replace(/\(.*\)$/, '')),
        example: (codesIn(example)[0] ?? '').replaceAll('\\|', '|'),
        value: codesIn(value)[0],
      },
    ];
  });

/** Syntax rather than entries of the catalogue, since they take periods. */
const timeBuckets = ['bin', 'datefloor', 'dateceil'];

const timestamp = Date.parse('2026-11-25T12:34:56.789Z');

const namesIn = (kind: string): string[] => rowsOf(kind).flatMap(({ names }) => names);

const sorted = (names: Iterable<string>): string[] => [...names].sort();

const valueIn = (query: string, events: readonly LogEvent[]): string | undefined =>
  runQuery({ query, events }).rows[0]?.find(({ field }) => field === 'x')?.value;

const cases = (kind: string) => rowsOf(kind).map(({ example, value }) => [example, value] as const);

describe('the table of the language', () => {
  it('lists every command', () => {
    expect(sorted(namesIn('command'))).toEqual(sorted(commandNames));
  });

  it('lists every function', () => {
    expect(sorted(namesIn('function'))).toEqual(sorted([...functionCatalogue.keys(), ...timeBuckets]));
  });

  it('lists every aggregate function', () => {
    expect(sorted(namesIn('aggregate'))).toEqual(sorted(aggregateCatalogue.keys()));
  });

  it.each(rowsOf('command').map(({ names, example }) => [names.join(' and '), example]))(
    'shows for %s a query that is one: %s',
    (_, example) => {
      expect(() => parseQuery(example)).not.toThrow();
    },
  );

  it.each([...cases('operator'), ...cases('function')])('says truly that %s is %s', (example, value) => {
    const [, message = ''] = /```json\n(.*)\n```/.exec(document) ?? [];

    expect(value).toBeDefined();
    expect(valueIn(`fields ${example} as x`, [{ timestamp, message }])).toBe(value);
  });

  it.each(cases('aggregate'))('says truly that %s is %s', (example, value) => {
    const messages = ['{"ms":3}', '{"ms":10}', '{"ms":10}', '{"ms":"none"}', '{}'];
    const events = messages.map((message) => ({ timestamp, message }));

    expect(value).toBeDefined();
    expect(valueIn(`stats ${example} as x`, events)).toBe(value);
  });
});
