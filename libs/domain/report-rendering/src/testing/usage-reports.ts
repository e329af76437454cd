import { type ReportContent } from '@pulso/contracts/report-updates';
import { outOfTimeText } from '@pulso/kit/texts';

import {
  titles,
  value,
  tables,
  tablesOfWeek,
  base,
  campaign,
  fortnight,
  numbers,
  withGap,
  week,
  ofWeek,
  weekWindow,
  requestsOfDays,
  ofHour,
  usualHour,
} from './usage-parts';

/** On average. */
const peopleOfDays = (prominence: 'headline' | 'detail') =>
  value('people', titles.people, 121.43, {
    prominence,
    additive: false,
    parts: [130, 110, 120, 125, 140, 115, 110],
    earlier: [118],
  });

/** What a question of a person brings besides its answer. */
const asked = { reportId: 'ask', trigger: 'chat', scannedBytes: 1_234_567 } as const;

/** A report per situation in which an owner may read one. */
export const usageReports = {
  /** Two weeks lie behind it. */
  daily: base({ values: numbers(fortnight), tables }),
  'first-day': base({ values: numbers(() => undefined), tables }),
  /** The day before may have begun before there were records. */
  'second-day': base({ values: numbers((scale) => [scale]), tables }),
  'third-day': base({ values: numbers((scale) => [scale, scale * 9]), tables }),
  'after-a-gap': base({ values: numbers(withGap), tables }),
  /** A link and a command brought more people than usual. */
  unusual: base(campaign),
  /** Some records came later than the report. */
  recounted: base({
    values: numbers(fortnight).map((number) =>
      ['requests', 'people', 'answered'].includes(number.queryId)
        ? { ...number, value: number.value + 3, recountedFrom: number.value }
        : number,
    ),
    tables,
  }),
  'no-record': base({
    values: numbers(fortnight).map((number) => ({ ...number, value: 0 })),
    tables: tables.map(({ omittedRowCount: _, omittedSum: __, ...empty }) => ({ ...empty, rows: [] })),
    noRecords: true,
  }),
  /** Nor was there one where every day before has some. */
  'no-requests': base({
    values: numbers(fortnight).map((number) => ({
      ...number,
      value: 0,
      ...(number.queryId === 'requests' ? { usualRange: { low: 350, high: 432 }, isUnusual: true as const } : {}),
    })),
    noRecords: true,
  }),
  /** The watch between reports: an hour without requests. */
  'hour-silent': ofHour({
    values: [usualHour('requests', 0, { low: 118, high: 204 }, true)],
    news: [{ queryId: 'requests', change: 'fell' }],
    noRecords: true,
  }),
  /** An hour in which much failed; the silence is over. */
  'hour-failed': ofHour({
    values: [usualHour('requests', 161, { low: 112, high: 196 }), usualHour('failed', 48, { low: 0, high: 3 }, true)],
    news: [
      { queryId: 'requests', change: 'back' },
      { queryId: 'failed', change: 'rose' },
    ],
  }),
  /** An hour in which all was as usual again. */
  'hour-usual': ofHour({
    values: [usualHour('requests', 161, { low: 112, high: 196 }), usualHour('failed', 1, { low: 0, high: 3 })],
    news: [{ queryId: 'failed', change: 'back' }],
  }),
  partial: base({
    state: 'partial',
    values: numbers(fortnight).filter(({ queryId }) => ['group-requests', 'new-users'].includes(queryId)),
    missing: [
      {
        queryId: 'requests',
        title: titles.requests,
        reason: { code: 'gave-up', message: outOfTimeText },
      },
      {
        queryId: 'usage',
        title: titles.commands,
        reason: { code: 'log-group-missing', message: 'No log group /pulso/prod/bot.' },
      },
      { queryId: 'private-requests', title: titles.private, reason: { code: 'odd', message: 'Something else.' } },
    ],
  }),
  progress: base({
    state: 'progress',
    trigger: 'chat',
    values: numbers(() => undefined).slice(0, 1),
    missing: [
      { queryId: 'private-requests', title: titles.private, reason: { code: 'pending', message: 'Not yet.' } },
      { queryId: 'new-users', title: titles.newUsers, reason: { code: 'pending', message: 'Not yet.' } },
    ],
  }),
  'asked-for': base({ trigger: 'chat', values: numbers(fortnight), tables }),
  /** A person has asked how many requests each language had. */
  answer: base({
    ...asked,
    title: titles.languages,
    values: [],
    tables: tables.filter(({ tableId }) => tableId === 'languages'),
  }),
  /** A person has asked how many people there were. */
  'answer-number': base({ ...asked, title: titles.people, values: [value('people', titles.people, 1204)] }),
  /** The same on days of a week, with one on which nothing was. */
  'answer-days': base({ ...asked, title: titles.requests, values: [], tables: [requestsOfDays] }),
  /** Its query read more than it may. */
  'answer-too-large': base({
    ...asked,
    title: titles.requests,
    state: 'partial',
    values: [],
    missing: [{ queryId: 'answer', title: titles.requests, reason: { code: 'too-large', message: '' } }],
  }),
  /** Of a dispatcher that knows no traits of numbers. */
  plain: base({
    values: [
      { queryId: 'group-requests', title: titles.group, value: 12 },
      { queryId: 'private-requests', title: titles.private, value: 1204 },
      { queryId: 'new-users', title: titles.newUsers, value: 0 },
    ],
  }),
  /** No day has been reported yet, so there is nothing to add up. */
  'first-week': base({
    ...weekWindow,
    reportId: 'weekly-usage',
    title: titles.weekly,
    state: 'partial',
    values: [value('people', titles.people, 3, { prominence: 'headline', additive: false })],
    missing: [titles.requests, titles.group, titles.private, titles.newUsers, titles.failed].map((title, index) => ({
      queryId: `sum-${index}`,
      title,
      reason: { code: 'no-history', message: 'No report for this time has this number as it is counted now.' },
    })),
  }),
  weekly: base({
    ...weekWindow,
    reportId: 'weekly-usage',
    title: titles.weekly,
    chart: true,
    values: [
      { ...value('requests', titles.requests, 0, { prominence: 'headline' }), ...ofWeek(42) },
      value('people', titles.people, 512, { prominence: 'headline', additive: false, earlier: [450, 480] }),
      { ...value('group-requests', titles.group, 0), ...ofWeek(20) },
      // Over a gap there is nothing to compare.
      { ...value('new-users', titles.newUsers, 0), ...ofWeek(12, week(12).with(2, null)), earlier: [] },
      { ...value('private-requests', titles.private, 0), ...ofWeek(22) },
      { ...value('answered', titles.answered, 0, { prominence: 'detail' }), ...ofWeek(33) },
      {
        ...value('not-understood', titles.notUnderstood, 0, { prominence: 'detail', better: 'less' }),
        ...ofWeek(7),
      },
      { ...value('failed', titles.failed, 0, { prominence: 'detail', better: 'less' }), ...ofWeek(2) },
      peopleOfDays('detail'),
    ],
    tables: tablesOfWeek,
  }),
  'history-7': base({
    ...weekWindow,
    trigger: 'history',
    values: [
      { ...value('requests', titles.requests, 0, { prominence: 'headline' }), ...ofWeek(42) },
      peopleOfDays('headline'),
      { ...value('group-requests', titles.group, 0), ...ofWeek(20) },
      { ...value('new-users', titles.newUsers, 0), ...ofWeek(12) },
    ],
  }),
  'history-30': base({
    windowStartMs: Date.parse('2026-10-27T12:25:00Z'),
    trigger: 'history',
    values: [
      value('requests', titles.requests, 40_210, {
        prominence: 'headline',
        parts: Array.from({ length: 30 }, (_, index) => (index === 4 ? null : 1200 + ((index * 37) % 300))),
      }),
      value('group-requests', titles.group, 5210, {
        parts: Array.from({ length: 30 }, (_, index) => (index === 4 ? null : 120 + ((index * 17) % 90))),
      }),
    ],
  }),
  'history-empty': base({ ...weekWindow, trigger: 'history', values: [], noRecords: true }),
} satisfies Record<string, ReportContent>;

export type UsageReport = keyof typeof usageReports;
