import { type ReportContent } from '@pulso/contracts/report-updates';
import { outOfTimeText } from '@pulso/kit/texts';

import { type Table, type Value, content, missing, numbered, titleOf, value } from './report-content';

type Series = (number | null)[];
type Column = NonNullable<Table['columns']>[number];

/** A table of requests by the key of a row. An empty key is a missing value, which has no cell. */
const usageTable = (
  tableId: string,
  { field, format }: Omit<Column, 'title'>,
  entries: readonly (readonly [key: string, requests: number])[],
): Table => ({
  queryId: 'usage',
  tableId,
  title: titleOf(tableId),
  columns: [
    { field, title: titleOf(field), ...(format && { format }) },
    { field: 'requests', title: titleOf('requests'), format: 'number' },
  ],
  rows: entries.map(([key, requests]) => [
    ...(key === '' ? [] : [{ field, value: key }]),
    { field: 'requests', value: String(requests) },
  ]),
});

const commandsOf = (entries: Readonly<Record<string, number>>, omittedSum?: number): Table => ({
  ...usageTable('commands', { field: 'command', format: 'command' }, Object.entries(entries)),
  ...(omittedSum !== undefined && { omittedRowCount: 3, omittedSum }),
});

export const tables: Table[] = [
  commandsOf({ start: 159, '': 150, help: 59, unknown: 45, report: 4 }, 11),
  usageTable('languages', { field: 'language_code', format: 'language' }, [
    ['en', 381],
    ['es', 23],
    ['ar', 18],
    ['pt-br', 5],
    ['tlh', 1],
  ]),
  usageTable('hours', { field: 'hour', format: 'hour' }, [
    ['2026-11-26 04:00:00.000', 59],
    ['2026-11-25 21:00:00.000', 41],
    ['2026-11-26 03:00:00.000', 40],
  ]),
];

const usage = (queryId: string, number: number, traits: Partial<Value> = {}): Value =>
  value(queryId, number, { better: 'more', ...traits });

const headline: Partial<Value> = { prominence: 'headline' };
const detail: Partial<Value> = { prominence: 'detail' };
const badDetail: Partial<Value> = { ...detail, better: 'less' };

/** The numbers of a day, each with the size of what it was before. */
const numbersOfDay: readonly (readonly [queryId: string, value: number, scale: number, traits?: Partial<Value>])[] = [
  ['group-requests', 179, 20],
  ['private-requests', 249, 22],
  ['new-users', 126, 12],
  ['requests', 428, 42, headline],
  ['people', 134, 12, { ...headline, additive: false }],
  ['answered', 345, 33, detail],
  ['not-understood', 61, 8, badDetail],
  ['failed', 22, 1, badDetail],
  ['within', 39, 5, { ...badDetail, unit: 'milliseconds', additive: false }],
  ['failure-rate', 5.14, 0.1, { ...badDetail, unit: 'percent', additive: false }],
];

const numbers = (earlierOf?: (scale: number) => Series): Value[] =>
  numbersOfDay.map(([queryId, number, scale, traits]) =>
    usage(queryId, number, { ...traits, ...(earlierOf && { earlier: earlierOf(scale) }) }),
  );

const fortnight = (scale: number): Series =>
  [8, 9, 9, 10, 12, 7, 6, 9, 9, 11, 12, 12, 8, 9].map((factor, index) => factor * scale + index);
const withGap = (scale: number): Series => fortnight(scale).with(-2, null);

const week = (scale: number): Series => [12, 9, 10, 11, 14, 8, 7].map((factor) => factor * scale);
const sumOfWeek = (queryId: string, scale: number, traits: Partial<Value> = {}, parts = week(scale)): Value =>
  usage(
    queryId,
    parts.reduce<number>((sum, part) => sum + (part ?? 0), 0),
    { parts, earlier: [70 * scale], ...traits },
  );

/** 30 days, one of them without a report. */
const monthOf = (numberOf: (index: number) => number): Series =>
  numbered(30).map((index) => (index === 4 ? null : numberOf(index)));

const weekWindow = { windowStartMs: Date.parse('2026-11-19T12:25:00Z') };
const weekly: Partial<ReportContent> = { ...weekWindow, reportId: 'weekly-usage' };

const usualRequests = { low: 350, high: 432, expected: 391 };

/** Numbers of a day on which a link brought people to one command. */
const unusualNumbers: Readonly<Partial<Record<string, Partial<Value>>>> = {
  requests: {
    value: 1119,
    baseline: usualRequests,
    isAnomaly: true,
    movers: [
      { queryId: 'usage', tableId: 'commands', key: 'roll', change: 779 },
      { queryId: 'usage', tableId: 'sources', key: 'promo_x', change: 260 },
    ],
  },
  'private-requests': { value: 940, baseline: { low: 190, high: 250 }, isAnomaly: true },
  answered: { value: 997, baseline: { low: 280, high: 350 }, isAnomaly: true },
  failed: { value: 61, baseline: { low: 4, high: 22 }, isAnomaly: true },
  'failure-rate': { value: 5.45 },
};

/** The numbers of a day with a history, some of them with other traits. */
const changed = (traitsOf: (number: Value) => Partial<Value> | undefined): Value[] =>
  numbers(fortnight).map((number) => ({ ...number, ...traitsOf(number) }));

const usualRangeOf = ({ value: number }: Value): Partial<Value> => ({
  baseline: { low: Math.round(number * 0.8), high: Math.round(number * 1.2) },
});

/** What the watch tells of an hour. */
const ofHour = (overrides: Partial<ReportContent>): ReportContent =>
  content({
    reportId: 'hourly-watch',
    windowStartMs: Date.parse('2026-11-26T13:00:00Z'),
    windowEndMs: Date.parse('2026-11-26T14:00:00Z'),
    ...overrides,
  });

const requestsOfHour = (count: number, low: number, high: number): Value =>
  usage('requests', count, { ...headline, baseline: { low, high } });
const failedOfHour = (count: number): Value =>
  usage('failed', count, { ...headline, better: 'less', baseline: { low: 0, high: 3 } });

const peoplePerDay = [130, 110, 120, 125, 140, 115, 110];

/** People of a day of a week, on average. */
const peopleOfDays = (traits: Partial<Value>): Value =>
  usage('people', 121.43, { ...traits, additive: false, parts: peoplePerDay, earlier: [118] });

/** What a question of a person brings besides its answer. */
const asked = { reportId: 'ask', trigger: 'chat', scannedBytes: 1_234_567 } as const;

/** A report per situation in which an owner may read one. */
export const usageReports = {
  /** Two weeks lie behind it. */
  daily: content({ values: numbers(fortnight), tables }),
  'first-day': content({ values: numbers(), tables }),
  /** The day before may have begun before there were records. */
  'second-day': content({ values: numbers((scale) => [scale]), tables }),
  'third-day': content({ values: numbers((scale) => [scale, scale * 9]), tables }),
  'after-a-gap': content({ values: numbers(withGap), tables }),
  /** Two numbers are unusual. */
  unusual: content({
    values: changed((number) => unusualNumbers[number.queryId] ?? usualRangeOf(number)),
    tables: [
      { ...commandsOf({ roll: 840, start: 220, help: 59 }), before: [61, 162, 62] },
      {
        ...usageTable('sources', { field: 'source' }, [
          ['promo_x', 260],
          ['docs', 12],
        ]),
        before: [0, null],
      },
    ],
  }),
  /** Some records came later than the report. */
  backfilled: content({
    values: changed(({ queryId, value: first }) =>
      ['requests', 'people', 'answered'].includes(queryId) ? { value: first + 3, backfilledFrom: first } : undefined,
    ),
    tables,
  }),
  'no-record': content({
    values: changed(() => ({ value: 0 })),
    tables: tables.map(({ omittedRowCount: _, omittedSum: __, ...empty }) => ({ ...empty, rows: [] })),
    noRecords: true,
  }),
  /** Nor was there one where every day before has some. */
  'no-requests': content({
    values: changed(({ queryId }) =>
      queryId === 'requests' ? { value: 0, baseline: usualRequests, isAnomaly: true } : { value: 0 },
    ),
    noRecords: true,
  }),
  /** The watch between reports: an hour without requests. */
  'hour-silent': ofHour({
    values: [{ ...requestsOfHour(0, 118, 204), isAnomaly: true }],
    notifications: [{ queryId: 'requests', change: 'fell' }],
    noRecords: true,
  }),
  /** An hour in which much failed; the silence is over. */
  'hour-failed': ofHour({
    values: [requestsOfHour(161, 112, 196), { ...failedOfHour(48), isAnomaly: true }],
    notifications: [
      { queryId: 'requests', change: 'back' },
      { queryId: 'failed', change: 'rose' },
    ],
  }),
  /** An hour in which all was as usual again. */
  'hour-usual': ofHour({
    values: [requestsOfHour(161, 112, 196), failedOfHour(1)],
    notifications: [{ queryId: 'failed', change: 'back' }],
  }),
  partial: content({
    state: 'partial',
    values: numbers(fortnight).filter(({ queryId }) => ['group-requests', 'new-users'].includes(queryId)),
    missing: [
      missing('requests', outOfTimeText),
      { ...missing('commands', 'No log group /pulso/prod/bot.', 'log-group-missing'), queryId: 'usage' },
      missing('private-requests', 'Something else.', 'odd'),
    ],
  }),
  progress: content({
    state: 'progress',
    trigger: 'chat',
    values: numbers().slice(0, 1),
    missing: ['private-requests', 'new-users'].map((queryId) => missing(queryId, 'Not yet.', 'pending')),
  }),
  'asked-for': content({ trigger: 'chat', values: numbers(fortnight), tables }),
  /** A person has asked how many requests each language had. */
  answer: content({
    ...asked,
    title: titleOf('languages'),
    values: [],
    tables: tables.filter(({ tableId }) => tableId === 'languages'),
  }),
  /** A person has asked how many people there were. */
  'answer-number': content({ ...asked, title: titleOf('people'), values: [usage('people', 1204)] }),
  /** How many requests there were on days of a week, with one on which nothing was. */
  'answer-days': content({
    ...asked,
    title: titleOf('requests'),
    values: [],
    tables: [
      usageTable('requests', { field: 'day', format: 'day' }, [
        ['2026-11-24 00:00:00.000', 410],
        ['2026-11-26 00:00:00.000', 120],
        ['2026-11-23 00:00:00.000', 3],
      ]),
    ],
  }),
  /** Its query read more than it may. */
  'answer-too-large': content({
    ...asked,
    title: titleOf('requests'),
    state: 'partial',
    values: [],
    missing: [missing('requests', '', 'too-large')],
  }),
  /** Of a dispatcher that knows no traits of numbers. */
  plain: content(),
  /** No day has been reported yet, so there is nothing to add up. */
  'first-week': content({
    ...weekly,
    state: 'partial',
    values: [usage('people', 3, { ...headline, additive: false })],
    missing: ['requests', 'group-requests', 'private-requests', 'new-users', 'failed'].map((queryId) =>
      missing(queryId, 'No report for this time has this number as it is counted now.', 'no-history'),
    ),
  }),
  weekly: content({
    ...weekly,
    chart: true,
    values: [
      sumOfWeek('requests', 42, {
        ...headline,
        partsBefore: [480, 402, 391, 455, null, 340, 301],
        partBaselines: [480, 360, 400, 440, 560, 320, 280].map((center) => ({ low: center - 60, high: center + 60 })),
      }),
      usage('people', 512, { ...headline, additive: false, earlier: [450, 480] }),
      sumOfWeek('group-requests', 20),
      // Over a gap there is nothing to compare.
      sumOfWeek('new-users', 12, { earlier: [] }, week(12).with(2, null)),
      sumOfWeek('private-requests', 22),
      sumOfWeek('answered', 33, detail),
      sumOfWeek('not-understood', 7, badDetail),
      sumOfWeek('failed', 2, badDetail),
      peopleOfDays(detail),
    ],
    tables: [commandsOf({ start: 1108, '': 1045, help: 411, unknown: 313, report: 28 }, 77)],
  }),
  'history-7': content({
    ...weekWindow,
    trigger: 'history',
    values: [
      sumOfWeek('requests', 42, headline),
      peopleOfDays(headline),
      sumOfWeek('group-requests', 20),
      sumOfWeek('new-users', 12),
    ],
  }),
  'history-30': content({
    windowStartMs: Date.parse('2026-10-27T12:25:00Z'),
    trigger: 'history',
    values: [
      usage('requests', 40_210, { ...headline, parts: monthOf((index) => 1200 + ((index * 37) % 300)) }),
      usage('group-requests', 5210, { parts: monthOf((index) => 120 + ((index * 17) % 90)) }),
    ],
  }),
  'history-empty': content({ ...weekWindow, trigger: 'history', values: [], noRecords: true }),
} satisfies Record<string, ReportContent>;

export type UsageReport = keyof typeof usageReports;
