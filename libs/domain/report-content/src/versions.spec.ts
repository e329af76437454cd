import { type HistoryEntry, type VersionUse } from './history';
import { Days, dayPlan, entryOf, failure, rowsOf, startMs } from './testing/days';

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

/** @param times - Hours since the beginning of day 0. */
const use = (
  version: string,
  requests: number,
  times: readonly [number, number],
  figures: Partial<VersionUse> = {},
) => ({
  ...{ version, requests, failed: 0, answered: requests, p95: 400 },
  ...{ firstMs: startMs - day + times[0] * hour, lastMs: startMs - day + times[1] * hour },
  ...figures,
});

const question = { queryId: 'versions', title: { en: 'Versions' }, definition: 'v', isByVersion: true as const };

/** As Logs Insights may answer: times are texts or numbers, and records of an older bot have no version. */
const rows = (...uses: readonly VersionUse[]) =>
  rowsOf(
    ...uses.map(({ version, firstMs, lastMs, ...figures }) => ({
      ...(version !== '' && { version }),
      ...{ first: textOf(firstMs), last: lastMs, ...figures },
    })),
  );

const textOf = (epochMs: number): string => new Date(epochMs).toISOString().replace('T', ' ').replace('Z', '');

const before = (...versions: readonly VersionUse[]): HistoryEntry => entryOf(-1, [], { versions });

const news = (uses: readonly VersionUse[], entries: readonly HistoryEntry[] = []) =>
  new Days(entries).content(dayPlan(0, [], { queries: [question] }), { versions: rows(...uses) }).versions;

const at = (hours: number): number => startMs - day + hours * hour;

describe('a new version', () => {
  it('is told with what has clearly changed since', () => {
    const uses = [
      use('new', 400, [2, 24], { failed: 20, answered: 330, p95: 410 }),
      use('old', 500, [0, 2], { failed: 1, answered: 495, p95: 38 }),
    ];

    // An earlier revision of the same report is no earlier report.
    expect(news(uses, [entryOf(0, 1, { versions: [use('new', 900, [2, 24])] })])).toEqual([
      {
        ...{ version: 'new', previous: 'old', sinceMs: at(2) },
        changes: [
          { of: 'failed', before: 0.2, after: 5 },
          { of: 'answered', before: 99, after: 82.5 },
          { of: 'p95', before: 38, after: 410 },
        ],
      },
    ]);
  });

  it.each([
    ['that nothing has changed', use('new', 400, [2, 24], { failed: 2, answered: 396, p95: 510 }), []],
    ['nothing of a failure in 30 requests', use('new', 30, [2, 24], { failed: 1, answered: 29 }), undefined],
    ['nothing of three requests that failed', use('new', 3, [2, 24], { failed: 3, answered: 0 }), undefined],
    ['nothing of the speed of 60 requests', use('new', 60, [2, 24], { p95: 900 }), undefined],
    [
      'once that requests fail, which are not answered then',
      use('new', 30, [2, 24], { failed: 9, answered: 21 }),
      [{ of: 'failed', before: 0, after: 30 }],
    ],
  ])('says %s', (_what, newest, changes) => {
    expect(news([use('old', 500, [0, 2]), newest])?.map((one) => one.changes)).toEqual([changes]);
  });

  it('is none where the bot before did not tell its version, on the first day, or if the question has no answer', () => {
    expect(news([use('', 500, [0, 2]), use('new', 500, [2, 24])])).toBeUndefined();
    expect(news([use('new', 500, [0, 24])], [entryOf(-1, 3)])).toBeUndefined();
    expect(news([use('old', 500, [0, 24])], [before(use('old', 500, [-24, 0]))])).toBeUndefined();
    const plan = dayPlan(0, [], { queries: [question] });
    const silent = new Days([before(use('old', 500, [-24, -9]), use('new', 50, [-9, 0]))]);
    expect(silent.content(plan, { versions: failure() })).toMatchObject({ state: 'partial', values: [] });
    expect(silent.entries.at(-1)).not.toHaveProperty('versions');
  });

  it('is compared with the one before it that had enough requests, also of the day before', () => {
    const failing = { failed: 60, answered: 240 };
    const uses = [use('c', 300, [9, 24], failing), use('b', 5, [1, 9]), use('a', 5, [0, 1], { p95: 9_000 })];

    expect(news(uses, [before(use('a', 500, [-24, 0]))])).toMatchObject([
      { version: 'b', previous: 'a', sinceMs: at(1) },
      { version: 'c', previous: 'a', sinceMs: at(9), changes: [{ of: 'failed', before: 0, after: 20 }] },
    ]);
  });

  it('tells on the next day, once, what too few requests did not show on the first', () => {
    const days = new Days([before(use('old', 500, [-24, -1]), use('new', 5, [-1, 0]))]);
    const plan = (which: number) => dayPlan(which, [], { queries: [question] });
    const failing = (from: number) => rows(use('new', 300, [from, from + 24], { failed: 60, answered: 240 }));

    expect(days.content(plan(0), { versions: failing(0) }).versions).toEqual([
      { version: 'new', previous: 'old', sinceMs: at(-1), changes: [{ of: 'failed', before: 0, after: 19.7 }] },
    ]);
    expect(days.content(plan(1), { versions: failing(24) }).versions).toBeUndefined();
    const told = before(use('old', 500, [-24, -9]), use('new', 50, [-9, 0], { failed: 30, answered: 20 }));
    expect(new Days([told]).content(plan(0), { versions: failing(0) }).versions).toBeUndefined();
  });

  it('that was taken back is told, and the earlier one as such', () => {
    const uses = [use('old', 500, [0, 24]), use('bad', 50, [2, 3], { failed: 20, answered: 30 })];

    expect(news(uses)).toEqual([
      expect.objectContaining({ version: 'bad', sinceMs: at(2), changes: [{ of: 'failed', before: 0, after: 40 }] }),
      { version: 'old', previous: 'bad', sinceMs: at(3), isOld: true },
    ]);
    expect(news([use('old', 500, [0, 24])], [before(use('old', 9, [-24, -2]), use('bad', 9, [-2, -1]))])).toEqual([
      { version: 'old', previous: 'bad', sinceMs: at(-1), isOld: true },
    ]);
    expect(
      news(
        [use('bad', 9, [0, 4]), use('old', 9, [4, 24])],
        [entryOf(-2, 0, { versions: [use('old', 9, [-50, -40])] })],
      ),
    ).toMatchObject([{ version: 'old', isOld: true }]);
  });

  it('is among the last three, if there were more, and changed nothing by less than a point', () => {
    const uses = ['a', 'b', 'c', 'd', 'e'].map((version, index) =>
      use(version, 50_000, [index, index + 0.9], { failed: index * 400, answered: 50_000 - index * 400 }),
    );

    expect(news(uses)).toMatchObject(['c', 'd', 'e'].map((version) => ({ version, changes: [] })));
  });

  it('is told by each report of the hourly watch for a day, with the counts of all versions', () => {
    const numbers = ['requests', 'failed'].map((field) => ({ numberId: field, field, title: { en: field } }));
    const windows = { windowStartMs: startMs - hour, notifyOn: [{ queryId: 'versions', numberId: 'failed' }] };
    const plan = dayPlan(0, [], { queries: [{ ...question, numbers }], ...windows });
    const hourBefore = { windowStartMs: startMs - 3 * hour, windowEndMs: startMs - 2 * hour };
    const uses = [use('old', 300, [21, 21.4]), use('new', 40, [21.5, 22], { failed: 20, answered: 20 })];
    const outcome = rows(
      use('new', 60, [23, 23.9], { failed: 30, answered: 30 }),
      use('', 2, [23, 23 + minute / hour]),
    );

    const { content } = new Days([entryOf(0, [], { ...hourBefore, versions: uses })]).report(plan, {
      versions: outcome,
    });

    expect(content.values.map(({ value }) => value)).toEqual([62, 30]);
    expect(content.versions).toMatchObject([{ sinceMs: at(21.5), changes: [{ of: 'failed', before: 0, after: 50 }] }]);
  });
});
