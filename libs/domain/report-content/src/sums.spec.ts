import { type HistorySum, type ReportPlan } from '@pulso/contracts/report-plan';
import { dayMs, hourMs } from '@pulso/kit/time';

import { reportOf } from './content';
import { type HistoryEntry } from './history';
import { historyNeeded } from './series';
import { Days, dayPlan, entriesOf, entryOf, runOf, startMs } from './testing/days';

const weekly = (overrides: Partial<ReportPlan>): ReportPlan =>
  dayPlan(0, ['own'], { reportId: 'weekly-usage', windowStartMs: startMs - 7 * dayMs, ...overrides });

const ofDaily = { reportId: 'daily-usage', queryId: 'a', definition: 'a-1' };
const requests: HistorySum = { ...ofDaily, title: { en: 'Requests' }, better: 'more' };

describe('a number that sums up another report (A10)', () => {
  const said = (entries: readonly HistoryEntry[], overrides: Partial<ReportPlan> = {}) =>
    new Days(entries).report(weekly({ historySums: [requests], ...overrides }), { own: 5 });
  const sumOf = (...arguments_: Parameters<typeof said>) => said(...arguments_).content.values[0];

  it('stands before the numbers of queries, and is kept for later reports', () => {
    const { content, entry } = said(entriesOf([1, 2, 3, 4, 5, 6, 7], 0));

    expect(content.state).toBe('complete');
    expect(content.values).toEqual([
      { queryId: 'a', title: { en: 'Requests' }, value: 28, parts: [1, 2, 3, 4, 5, 6, 7], better: 'more' },
      { queryId: 'own', title: { en: 'How many own' }, value: 5 },
    ]);
    expect(entry?.values).toEqual([
      { queryId: 'a', ofReportId: 'daily-usage', definition: 'a-1', value: 28 },
      { queryId: 'own', definition: 'own-1', value: 5 },
    ]);
  });

  const ones = [1, 1, 1, 1, 1, 1, 1];

  it.each<[string, (number | null)[], number, number[] | undefined]>([
    ['the window before', [10, 10, 10, 10, 10, 10, 10, 1, 2, 3, 4, 5, 6, 7], 28, [70]],
    ['nothing over a gap', [...ones, 1, 1, null, 1, 1, 1, 1], 6, undefined],
    ['nothing if the window before has a gap', [1, null, 1, 1, 1, 1, 1, ...ones], 7, undefined],
  ])('is compared with %s', (_what, days, value, earlier) => {
    const sum = sumOf(entriesOf(days, 0));

    expect([sum?.value, sum?.parts, sum?.earlier]).toEqual([value, days.slice(7), earlier]);
  });

  it('has, for a chart, the days before and what was usual on each day', () => {
    const days = Array.from({ length: 8 }, (_, week) => [20, 30, 40, 50, 60, 70, 900 + week]).flat();
    const sum = said(entriesOf(days, 0), { historySums: [requests], chart: true }).content.values[0];

    expect(sum?.partsBefore).toEqual([20, 30, 40, 50, 60, 70, 906]);
    expect(sum?.partBaselines?.map((range) => Math.round(((range?.low ?? 0) + (range?.high ?? 0)) / 200))).toEqual([
      0, 0, 0, 1, 1, 1, 9,
    ]);
    expect(sumOf(entriesOf(days, 0))).not.toHaveProperty('partsBefore');
  });

  it.each([
    [false, 14],
    [true, 63],
  ])('needs the baselines of its days only for a chart (%s): %d days', (chart, dayCount) => {
    const plan = weekly({ historySums: [requests], chart });

    expect(historyNeeded({ plan, state: 'closed' }).at(-1)).toEqual({
      reportId: 'daily-usage',
      endsFromMs: plan.windowEndMs - dayCount * dayMs,
    });
  });

  it('averages numbers that do not add up over the known days, and is not kept with a gap', () => {
    const { content, entry } = said(entriesOf([1, 2, null, 4, 5, 6, 7], 0), {
      historySums: [{ ...requests, additive: false }],
    });

    expect(content.values[0]).toMatchObject({ value: 4.17, parts: [1, 2, null, 4, 5, 6, 7], additive: false });
    expect(entry?.values.map(({ queryId }) => queryId)).toEqual(['own']);
  });

  it.each<[string, Partial<HistorySum>]>([
    ['there is no such report', { reportId: 'other' }],
    ['it was defined in another way', { definition: 'a-2' }],
    ['there is no such number', { numberId: 'x' }],
  ])('is missing when %s', (_why, sum) => {
    expect(said(entriesOf(ones, 0), { historySums: [{ ...requests, ...sum }] }).content).toMatchObject({
      state: 'partial',
      values: [{ queryId: 'own' }],
      missing: [{ queryId: 'a', title: { en: 'Requests' }, reason: { code: 'no-history' } }],
    });
  });

  it('is not awaited while the run is open', () => {
    const run = runOf(weekly({ historySums: [requests] }), { state: 'running' });

    expect(reportOf(run, [], new Map()).content.missing).toMatchObject([{ queryId: 'own' }]);
  });

  it.each<[string, ReportPlan['trigger'], number, (number | null)[]]>([
    ['a schedule at another time of day', 'schedule', 5, [1, 2, 3, 4, 5, 6, 7]],
    ['a person in the evening', 'chat', 9, [1, 2, 3, 4, 5, 6, 7]],
    ['a person in the night, before the day is reported on', 'chat', 13, [2, 3, 4, 5, 6, 7, null]],
  ])('knows its days when %s asks', (_who, trigger, hours, parts) => {
    const windowEndMs = startMs + hours * hourMs;
    const window = { windowStartMs: windowEndMs - 7 * dayMs, windowEndMs };

    expect(sumOf(entriesOf([1, 2, 3, 4, 5, 6, 7], 0), { trigger, ...window })?.parts).toEqual(parts);
  });

  it.each([23, 25])('adds up seven days when the newest of them has %d hours', (hours) => {
    const days = [...entriesOf(ones), entryOf(0, 9, { windowStartMs: startMs - hours * hourMs })];

    expect(sumOf(days, { windowStartMs: startMs - (6 * 24 + hours) * hourMs })?.parts).toHaveLength(7);
  });
});

const shown = { queryId: 'stickiness', title: { en: 'Stickiness' }, unit: 'percent', additive: false } as const;
const share = { ...shown, definition: 's-1', averageOf: ofDaily, of: { queryId: 'own' } };

const week = entriesOf([30, 40, 50, 40, 30, 20, 28], 0);

describe('a share of a report', () => {
  const said = (people: number | undefined, entries: readonly HistoryEntry[]) =>
    new Days(entries).report(weekly({ shares: [share] }), people === undefined ? {} : { own: people });

  it('is the average of the other report in percent of a number of this one', () => {
    const { content, entry } = said(136, week);

    expect(content.values.at(-1)).toEqual({ ...shown, value: 25, part: 34, of: 136 });
    expect(content.state).toBe('complete');
    expect(entry?.values.at(-1)).toEqual({ queryId: 'stickiness', definition: 's-1', value: 25 });
  });

  it('is never an anomaly: of few people it varies by chance', () => {
    const weeks = [1, 2, 3, 4, 5, 6, 7, 8].map((ago) =>
      entryOf(-7 * ago, [{ queryId: 'stickiness', definition: 's-1', value: 80 }], {
        reportId: 'weekly-usage',
        windowStartMs: startMs - 7 * (ago + 1) * dayMs,
      }),
    );

    const value = said(136, [...week, ...weeks]).content.values.at(-1);

    expect(value).toMatchObject({ value: 25, earlier: Array.from({ length: 8 }, () => 80) });
    expect(value).not.toHaveProperty('isAnomaly');
  });

  it.each<[string, number | undefined, HistoryEntry[], string, string]>([
    ['missing if a day is', 136, [entryOf(-9, 10), ...week.toSpliced(2, 1)], 'partial', 'stickiness no-history'],
    ['too early if the history begins within the window', 136, week.slice(2), 'complete', 'stickiness not-yet'],
    ['not there without people', 0, week, 'complete', ''],
    ['missing as the people are', undefined, week, 'partial', 'own no-answer, stickiness no-answer'],
  ])('is %s', (_what, people, entries, state, missing) => {
    const { content } = said(people, entries);

    expect(content.state).toBe(state);
    expect(content.missing.map(({ queryId, reason }) => `${queryId} ${reason.code}`).join(', ')).toBe(missing);
  });
});
