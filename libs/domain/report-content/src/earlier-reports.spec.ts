import { type ReportPlan } from '@pulso/contracts/report-plan';
import { dayMs, hourMs } from '@pulso/kit/time';

import { earlierContentOf } from './earlier-reports';
import { type HistoryEntry } from './history';
import { Days, dayPlan, entriesOf, entryOf, rowsOf, startMs } from './testing/days';

type Request = Parameters<typeof earlierContentOf>[0];

const requestOf = (windowCount: number): Request => ({
  schemaVersion: 1,
  type: 'history-requested',
  requestId: 'chat-7',
  reportId: 'daily-usage',
  windowCount,
  chart: true,
  destination: { type: 'telegram', chatId: '42', showsProgress: false },
  requestedAtMs: startMs + hourMs,
});

const a = dayPlan(0, ['a']);

const said = (windowCount: number, entries: readonly HistoryEntry[], plan?: ReportPlan, newer?: ReportPlan) =>
  earlierContentOf(requestOf(windowCount), entries, plan, newer);

describe('earlierContentOf (A12)', () => {
  it('has the sum of the windows, each of them, and the sum before', () => {
    expect(said(3, entriesOf([9, 1, 2, 3, 4, 5, 6], 0), a)).toEqual({
      reportId: 'daily-usage',
      title: { en: 'Daily usage' },
      state: 'complete',
      windowStartMs: startMs - 3 * dayMs,
      windowEndMs: startMs,
      values: [{ queryId: 'a', title: { en: 'How many a' }, value: 15, parts: [4, 5, 6], earlier: [6] }],
      missing: [],
      chart: true,
      trigger: 'history',
    });
  });

  it.each<[number, (number | null)[], number]>([
    [7, [10, 20, null, 30], -3],
    [4, [10, 20, null, 30], -3],
    [2, [null, 30], -1],
    [1, [30], 0],
  ])('of %i windows has gaps, and begins with the first report: %j', (windowCount, parts, firstDay) => {
    const { values, windowStartMs } = said(windowCount, entriesOf([10, 20, null, 30], 0), a);

    expect(values[0]?.parts).toEqual(parts);
    expect(values[0]).not.toHaveProperty('earlier');
    expect(windowStartMs).toBe(startMs + (firstDay - 1) * dayMs);
  });

  it('averages numbers that do not add up, and shows each as the plan says', () => {
    const shownAs = { numberId: 'people', title: { en: 'People' }, additive: false, better: 'more' } as const;
    const numbers = [
      { ...shownAs, field: 'people' },
      { numberId: 'never', field: 'never', title: { en: 'Never' }, unit: 'milliseconds' as const },
    ];
    const queries = [{ queryId: 'usage', title: { en: 'Usage' }, definition: '1', numbers }];
    const days = new Days();
    for (const day of [-1, 0]) days.report(dayPlan(day, [], { queries }), { usage: rowsOf({ people: day + 2 }) });

    expect(said(2, days.entries, dayPlan(0, [], { queries })).values).toEqual([
      { queryId: 'usage', ...shownAs, value: 1.5, parts: [1, 2] },
    ]);
  });

  it('leaves out numbers of another definition, and those no longer asked', () => {
    const days = new Days();
    days.report(dayPlan(-1, ['a', 'gone']), { a: 1, gone: 1 });
    const plan = dayPlan(0, [], { queries: [{ queryId: 'a', title: { en: 'A' }, definition: 'a-2' }] });
    days.report(plan, { a: 2 });

    expect(said(2, days.entries, plan).values).toEqual([
      { queryId: 'a', title: { en: 'A' }, value: 2, parts: [null, 2] },
    ]);
  });

  it('includes sums of other reports', () => {
    const sum = { reportId: 'hourly', queryId: 'a', definition: 'a-1', title: { en: 'Sum' } };
    const plan = dayPlan(0, ['a'], { historySums: [sum] });
    const days = new Days([entryOf(0, 9, { reportId: 'hourly' })]);
    const { entry } = days.report(plan, { a: 1 });

    expect(said(1, entry ? [entry] : [], plan).values).toMatchObject([
      { title: { en: 'Sum' }, value: 9 },
      { title: { en: 'How many a' }, value: 1 },
    ]);
  });

  it('names numbers as a newer report does if the plan has expired, or by their ids', () => {
    const values = ['a', 'b'].map((queryId, index) => ({ queryId, definition: 'old', value: 3 + index }));

    expect(said(7, [entryOf(0, values)], undefined, a)).toMatchObject({
      title: { en: 'Daily usage' },
      values: [
        { title: { en: 'How many a' }, value: 3 },
        { title: { en: 'b' }, value: 4 },
      ],
    });
  });

  it('says without any report that there is nothing in the requested time', () => {
    expect(said(7, [])).toMatchObject({
      title: { en: 'daily-usage' },
      windowStartMs: startMs + hourMs - 7 * dayMs,
      windowEndMs: startMs + hourMs,
      values: [],
      noRecords: true,
    });
  });
});
