import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type HistoryEntry } from '@pulso/domain/report-content';
import { type ReportDefinition, catalogue } from '@pulso/domain/reports';
import { UsageError } from '@pulso/adapters/node-runtime';
import { dayMs } from '@pulso/kit/time';

import { findMarks, marksInJson, marksInWords, marksOf, readHistoryFile, windowsOfHistory } from './marks';

const firstMs = Date.parse('2026-09-01');
const dateOf = (day: number): string => new Date(firstMs + day * dayMs).toISOString().slice(0, 10);
const lineOf = (day: number, numbers: object): string => JSON.stringify({ date: dateOf(day), numbers });
const linesOf = (count: number, numbersOf: (day: number) => object): string[] =>
  Array.from({ length: count }, (_, day) => lineOf(day, numbersOf(day)));

const reportWith = (wanted: string): ReportDefinition => {
  const found = catalogue.find(({ id }) => id === wanted);
  if (!found) throw new Error(`The catalogue has no ${wanted}.`);
  return found;
};
const daily = reportWith('daily-usage');
const marksIn = (lines: readonly string[]) => marksOf(readHistoryFile(lines.join('\n'), 'f'), daily, 'file');

const requests = (count: number) => ({ requests: count });

describe('the marks of a file', () => {
  it('are one per number and day, by date, whatever the order of the lines', () => {
    const lines = linesOf(30, (day) => ({ requests: day === 29 ? 900 : 300, blocked: day % 4 }));

    const marks = marksIn(lines);

    expect(marks).toHaveLength(60);
    expect(marksIn(lines.toReversed())).toEqual(marks);
    expect(marks[0]).toEqual({ date: '2026-09-01', id: 'requests', value: 300, baseline: undefined, isAnomaly: false });
    expect(marks.filter(({ isAnomaly }) => isAnomaly)).toMatchObject([
      { date: '2026-09-30', id: 'requests', value: 900 },
    ]);
  });

  it('take days without a line, and numbers without a value, for gaps', () => {
    const lines = linesOf(30, (day) => (day % 3 === 0 ? requests(300) : { requests: null }));

    expect(marksIn(lines)).toHaveLength(10);
    expect(marksIn(lines)).toEqual(marksIn(lines.filter((_, day) => day % 3 === 0)));
    expect(marksIn(lines).at(-1)).toMatchObject({ baseline: undefined, isAnomaly: false });
  });

  it('take the later of two lines of a day', () => {
    const twice = [...linesOf(30, () => requests(300)), lineOf(29, { requests: 900, people: 5 })];

    expect(marksIn(twice).slice(-2)).toMatchObject([
      { id: 'requests', value: 900, isAnomaly: true },
      { id: 'people', value: 5 },
    ]);
  });

  it('do not exist for an empty file', () => {
    expect(marksInWords(marksIn(['', ' \r']))).toEqual(['There are no numbers.']);
  });

  it.each([
    ['nonsense', 'this is no JSON object'],
    ['[]', 'this is no JSON object'],
    ['{"numbers":{}}', '"date" is no day'],
    ['{"date":"2026-02-30","numbers":{}}', '"date" is no day'],
    ['{"date":"2026-2-3","numbers":{}}', '"date" is no day'],
    ['{"date":"2026-11-01"}', '"numbers" is no object'],
    ['{"date":"2026-11-01","numbers":[1]}', '"numbers" is no object'],
    ['{"date":"2026-11-01","numbers":{"a":"1"}}', 'a value is neither a number nor null'],
    ['{"date":"2026-11-01","numbers":{"a":1e999}}', 'a value is neither a number nor null'],
  ])('are refused for the line %s, with its number', (line, problem) => {
    const lines = [lineOf(0, requests(1)), '', line].join('\n');

    expect(() => readHistoryFile(lines, 'past.ndjson')).toThrow(UsageError);
    expect(() => readHistoryFile(lines, 'past.ndjson')).toThrow(`past.ndjson, line 3: ${problem}`);
  });

  it('are written for people and for programs', () => {
    const marks = [
      { date: '2026-09-29', id: 'requests', value: 300, baseline: undefined, isAnomaly: false },
      { date: '2026-09-30', id: 'requests', value: 900, baseline: { low: 266, high: 336 }, isAnomaly: true },
    ];

    expect(marksInWords(marks)).toEqual([
      '2026-09-30  requests  900 (usually 266 to 336)',
      'Unusual: requests 1 of 2.',
    ]);
    expect(marksInJson(marks)).toEqual([
      '{"date":"2026-09-29","id":"requests","value":300,"baseline":null,"anomaly":false}',
      '{"date":"2026-09-30","id":"requests","value":900,"baseline":[266,336],"anomaly":true}',
    ]);
  });

  it('come from a command that takes no stage', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'marks-'));
    const file = join(folder, 'past.ndjson');
    writeFileSync(file, linesOf(9, () => ({ p95: 40 })).join('\n'));

    const found = await findMarks(['--history', file, '--json']);
    rmSync(folder, { recursive: true });

    expect(found).toHaveLength(9);
    expect(JSON.parse(found[8] ?? '')).toEqual({
      date: dateOf(8),
      id: 'p95',
      value: 40,
      baseline: [28, 54],
      anomaly: false,
    });
    await expect(findMarks(['--history', file])).rejects.toThrow(UsageError);
    await expect(findMarks(['--id', 'nothing'])).rejects.toThrow(/no report "nothing"/);
  });
});

describe('the history of a stage', () => {
  const entryOf = (day: number, values: HistoryEntry['values']): HistoryEntry => ({
    reportId: 'daily-usage',
    runId: `r${day}`,
    revision: 1,
    state: 'complete',
    windowStartMs: firstMs + (day - 1) * dayMs,
    windowEndMs: firstMs + day * dayMs,
    values,
    missing: [],
    expiresAtSeconds: 1,
  });

  it('has its numbers by id, and gaps where their definition differed', () => {
    const numberOf = (numberId: string, value: number, definition = '2') => ({
      queryId: 'activity',
      numberId,
      definition,
      value,
    });

    const windows = windowsOfHistory(
      [
        entryOf(3, [numberOf('requests', 3), { queryId: 'new-users', definition: '1', value: 7 }]),
        entryOf(0, [numberOf('requests', 9, '1')]),
      ],
      daily,
    );

    expect(windows).toEqual([
      { index: 0, date: '2026-09-01', numbers: new Map() },
      {
        index: 3,
        date: '2026-09-04',
        numbers: new Map([
          ['requests', 3],
          ['new-users', 7],
        ]),
      },
    ]);
  });

  it('has no shares, which reports do not judge', () => {
    const values = [
      { queryId: 'retention', numberId: 'day-1', definition: '1', value: 42.5 },
      { queryId: 'stickiness', definition: '1', value: 21 },
      { queryId: 'activity', numberId: 'people', definition: '1', value: 512 },
      { ofReportId: 'daily-usage', queryId: 'activity', numberId: 'requests', definition: '1', value: 2996 },
    ];

    const [window] = windowsOfHistory([entryOf(0, values)], reportWith('weekly-usage'));

    expect([...(window?.numbers.keys() ?? [])]).toEqual(['people', 'requests']);
  });

  it('is marked if the watched number of a day is zero, but not another number', () => {
    const few = Array.from({ length: 22 }, (_, day) => (day < 21 ? 5 + (day % 3) : 0));
    const entries = few.map((value, day) =>
      entryOf(
        day,
        ['requests', 'answered'].map((numberId) => ({ queryId: 'activity', numberId, definition: '1', value })),
      ),
    );

    const marks = marksOf(windowsOfHistory(entries, daily), daily, 'stage');

    expect(marks.slice(-2)).toMatchObject([
      { id: 'requests', value: 0, baseline: { low: 5, high: 7 }, isAnomaly: true },
      { id: 'answered', value: 0, isAnomaly: false },
    ]);
    expect(marks.filter(({ isAnomaly }) => isAnomaly)).toHaveLength(1);
  });

  it('is marked with its time if an hour differs from the same hour of other days', () => {
    const watch = reportWith('hourly-watch');
    const lastHour = 30 * 24 + 14;
    const entries = Array.from({ length: lastHour + 1 }, (_, hour) => {
      const windowEndMs = Date.parse('2026-10-01T00:00:00Z') + hour * 3_600_000;
      const value = hour === lastHour ? 0 : 100 * ((hour % 24) + 1);
      const values = [{ queryId: 'use', numberId: 'requests', definition: '1', value }];
      return { ...entryOf(0, values), windowStartMs: windowEndMs - 3_600_000, windowEndMs };
    });

    const marks = marksOf(windowsOfHistory(entries, watch), watch, 'stage');

    expect(marks.filter(({ isAnomaly }) => isAnomaly)).toMatchObject([
      { date: '2026-10-31 14:00', id: 'requests', value: 0 },
    ]);
  });
});
