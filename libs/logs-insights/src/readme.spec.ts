import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { aggregateCatalogue } from './aggregates/catalogue';
import { type LogEvent } from './engine/event-row';
import { runQuery } from './engine/run-query';
import { functionCatalogue } from './functions/catalogue';
import { commandNames } from './parser/parse-command';
import { commandsNotBuilt, functionsNotBuilt } from './parser/language-names';
import { parseQuery } from './parser/parse-query';

const readme = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');

/** Syntax rather than entries of the catalogue, since they take periods. */
const timeBuckets = ['bin', 'datefloor', 'dateceil'];

const timestamp = Date.parse('2026-11-25T12:34:56.789Z');

interface TableRow {
  readonly names: readonly string[];
  readonly example: string;
  readonly value: string | undefined;
}

function sectionOf(title: string): string {
  const section = readme.split(/^## /m).find((text) => text.startsWith(`${title}\n`));
  if (section === undefined) throw new Error(`README.md has no section '${title}'.`);
  return section;
}

const codesIn = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);

/** The rows of a section's table, whose columns are names, a description, an example and perhaps its value. */
function tableOf(title: string): TableRow[] {
  const lines = sectionOf(title)
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2);
  return lines.map((line) => {
    const [, names = '', , example = '', value = ''] = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
    return {
      names: codesIn(names).map((code) => code.replace(/\(.*\)$/, '')),
      example: (codesIn(example)[0] ?? '').replaceAll('\\|', '|'),
      value: codesIn(value)[0],
    };
  });
}

const namesOf = (title: string): string[] => tableOf(title).flatMap(({ names }) => names);

function namesAfter(introduction: string): string[] {
  const paragraph = sectionOf('What is refused')
    .split('\n\n')
    .find((text) => text.startsWith(introduction));
  return codesIn(paragraph ?? '');
}

function codeBlock(language: string, title: string): string {
  const block = new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)\n\`\`\`$`, 'm').exec(sectionOf(title))?.[1];
  if (block === undefined) throw new Error(`'${title}' of README.md has no ${language} block.`);
  return block;
}

const valueIn = (query: string, events: readonly LogEvent[]): string | undefined =>
  runQuery({ query, events }).rows[0]?.find(({ field }) => field === 'x')?.value;

const sorted = (names: Iterable<string>): string[] => [...names].sort();

const cases = (title: string) => tableOf(title).map(({ example, value }) => [example, value] as const);

describe('the README', () => {
  it('lists every command', () => {
    expect(sorted(namesOf('Commands'))).toEqual(sorted(commandNames));
  });

  it('lists every function', () => {
    expect(sorted(namesOf('Functions'))).toEqual(sorted([...functionCatalogue.keys(), ...timeBuckets]));
  });

  it('lists every aggregate function', () => {
    expect(sorted(namesOf('Aggregate functions'))).toEqual(sorted(aggregateCatalogue.keys()));
  });

  it('lists every command and function that is not built', () => {
    expect(sorted(namesAfter('Commands that are not built:'))).toEqual(sorted(commandsNotBuilt));
    expect(sorted(namesAfter('Functions that are not built:'))).toEqual(sorted(functionsNotBuilt));
  });

  it.each(tableOf('Commands').map(({ names, example }) => [names.join(' and '), example]))(
    'shows for %s a query that is one: %s',
    (_, example) => {
      expect(() => parseQuery(example)).not.toThrow();
    },
  );

  it.each([...cases('Operators'), ...cases('Functions')])('says truly that %s is %s', (example, value) => {
    const message = codeBlock('json', 'Operators');

    expect(value).toBeDefined();
    expect(valueIn(`fields ${example} as x`, [{ timestamp, message }])).toBe(value);
  });

  it.each(cases('Aggregate functions'))('says truly that %s is %s', (example, value) => {
    const messages = ['{"ms":3}', '{"ms":10}', '{"ms":10}', '{"ms":"none"}', '{}'];
    const events = messages.map((message) => ({ timestamp, message }));

    expect(value).toBeDefined();
    expect(valueIn(`stats ${example} as x`, events)).toBe(value);
  });

  it('has an example that prints what stands under it', () => {
    const body = codeBlock('js', 'Use').replace(/^import .*$/m, '');
    const lines: string[] = [];

    new Function('runQuery', 'console', body)(runQuery, { log: (line: string) => lines.push(line) });

    expect(lines.join('\n')).toBe(codeBlock('text', 'Use'));
  });
});
