import { type ReportPlan } from '@pulso/contracts/report-plan';
import { dayMs } from '@pulso/kit/time';

import { reportOf } from './content';
import { type HistoryEntry } from './history';
import { dayPlan, entryOf, resultsOf, rowsOf, runOf, startMs } from './testing/days';

const plan: ReportPlan = {
  ...dayPlan(0, ['people']),
  reportId: 'weekly-usage',
  windowStartMs: startMs - 7 * dayMs,
  shares: [
    {
      queryId: 'stickiness',
      title: { en: 'Stickiness' },
      definition: 's-1',
      averageOf: { reportId: 'daily-usage', queryId: 'people', definition: 'd-1' },
      of: { queryId: 'people' },
      unit: 'percent',
      additive: false,
    },
  ],
};

const daily = (day: number, value: number): HistoryEntry =>
  entryOf(day, [{ queryId: 'people', definition: 'd-1', value }]);

const week = [30, 40, 50, 40, 30, 20, 28].map((value, index) => daily(index - 6, value));

const said = (people: number | undefined, entries: readonly HistoryEntry[], own: readonly HistoryEntry[] = []) => {
  const results = resultsOf(people === undefined ? {} : { people: rowsOf({ people }) });
  const past = new Map([
    ['daily-usage', entries],
    ['weekly-usage', own],
  ]);
  return reportOf(runOf(plan), results, past);
};

describe('a share of a report', () => {
  it('is the average of the other report in percent of the number of this one, of which it is told', () => {
    const { content, entry } = said(136, week);

    expect(content.values.at(-1)).toEqual({
      queryId: 'stickiness',
      title: { en: 'Stickiness' },
      value: 25,
      part: 34,
      of: 136,
      unit: 'percent',
      additive: false,
    });
    expect(content.state).toBe('complete');
    expect(entry?.values.at(-1)).toEqual({ queryId: 'stickiness', definition: 's-1', value: 25 });
  });

  it('is never unusual: of few people it varies by chance', () => {
    const weeks = [1, 2, 3, 4, 5, 6, 7, 8].map((ago) =>
      entryOf(-7 * ago, [{ queryId: 'stickiness', definition: 's-1', value: 80 }], {
        reportId: 'weekly-usage',
        windowStartMs: startMs - 7 * (ago + 1) * dayMs,
      }),
    );

    const value = said(136, week, weeks).content.values.at(-1);

    expect(value).toMatchObject({ value: 25, earlier: Array.from({ length: 8 }, () => 80) });
    expect(value).not.toHaveProperty('isUnusual');
  });

  it('is missing where a day is, and too early where days are only known since', () => {
    const before = daily(-9, 10);

    const gap = said(136, [before, ...week.filter((_, index) => index !== 2)]).content;
    const start = said(136, week.slice(2)).content;

    expect([gap.state, gap.missing.map(({ reason }) => reason.code)]).toEqual(['partial', ['no-history']]);
    expect([start.state, start.missing.map(({ reason }) => reason.code)]).toEqual(['complete', ['not-yet']]);
  });

  it('is not there without people, and says why where they could not be counted', () => {
    expect(said(0, week).content).toMatchObject({ state: 'complete', missing: [] });
    expect(said(undefined, week).content.missing.map(({ queryId, reason }) => [queryId, reason.code])).toEqual([
      ['people', 'no-answer'],
      ['stickiness', 'no-answer'],
    ]);
  });
});
