import { type ReportContent } from '@pulso/contracts/report-updates';
import { SeededRandom } from '@pulso/world/time';

import { recordUse } from './record-use';
import { KnownCohorts, type Visit, drawVisits, updatesOf } from './testing/known-cohorts';
import { ReportWorld } from './testing/report-world';

const dayMs = 86_400_000;
const weekMs = 7 * dayMs;
const minuteMs = 60_000;

/** A Monday. Clocks are moved in Europe and in the United States within the weeks after it. */
const startMs = Date.parse('2026-09-14T00:00:00Z');
const weekCount = 8;
const visits = drawVisits({ startMs, dayCount: weekCount * 7 + 1 }, 7);

/** The bot's own code, with everything that it knows. */
const recordsOf = async (some: readonly Visit[], pseudonymKey: string) =>
  (
    await recordUse({
      days: [{ reportAtMs: 0, updates: updatesOf(some) }],
      oldFriends: [],
      pseudonymKey,
      bot: { id: 7_000_000_001, username: 'PulsoDemoBot' },
      random: new SeededRandom(1),
      createRecordUsage: (_namespace, writeLine) => async (record) => writeLine(JSON.stringify(record)),
    })
  ).events;

const mondayAfter = (week: number): number => startMs + week * weekMs;

/** The report that comes on the Monday after so many weeks. */
const weekly = (world: ReportWorld, week: number): Promise<ReportContent> =>
  world.report('weekly-usage', mondayAfter(week) + (12 * 60 + 45) * minuteMs);

const shareIn = ({ values, missing }: ReportContent, numberId: string) => {
  const value = values.find((one) => one.queryId === 'retention' && one.numberId === numberId);
  if (value) return { part: value.part, of: value.of };
  const titles: Readonly<Record<string, string>> = {
    'day-1': 'Back the next day',
    'day-7': 'Back after a week',
    'day-28': 'Back after four weeks',
  };
  return missing.find(({ title }) => title.en === titles[numberId])?.reason.code;
};

const numberIn = ({ values }: ReportContent, name: string): number | undefined =>
  values.find(({ queryId, numberId }) => [queryId, numberId].filter(Boolean).join('/') === name)?.value;

describe('what the weekly report says of people', () => {
  let world: ReportWorld;

  beforeEach(async () => {
    world = await ReportWorld.start();
  });

  afterEach(() => world.stop());

  describe('of eight weeks of which all is known', () => {
    const known = new KnownCohorts(visits);

    it('is what counting by hand gives, week after week, with people who are forgotten among them', async () => {
      world.append(await recordsOf(visits, 'key'));
      for (let week = 1; week <= weekCount; week += 1) {
        const mondayMs = mondayAfter(week);
        const isReported = (newOn: number): boolean => newOn * dayMs >= startMs;

        const content = await weekly(world, week);

        const expected = (afterDays: number) => known.returns(mondayMs, afterDays, isReported);
        expect(shareIn(content, 'day-1')).toEqual(expected(1));
        expect(shareIn(content, 'day-7')).toEqual(week < 2 ? 'not-yet' : expected(7));
        expect(shareIn(content, 'day-28')).toEqual(week < 5 ? 'not-yet' : expected(28));
        const endMs = mondayMs + (12 * 60 + 25) * minuteMs;
        expect(numberIn(content, 'reach')).toBe(known.people(endMs - 30 * dayMs, endMs));
        expect(numberIn(content, 'activity/people')).toBe(known.people(endMs - weekMs, endMs));
        expect(numberIn(content, 'activity/in-all')).toBe(known.peopleInAll(endMs));
      }
    });

    it('takes the average of the daily reports for how many of the people come on a day', async () => {
      world.append(await recordsOf(visits, 'key'));
      const [firstMs, lastMs] = [mondayAfter(1), mondayAfter(2)];
      const daily: number[] = [];
      for (let atMs = firstMs + dayMs; atMs <= lastMs; atMs += dayMs) {
        const content = await world.report('daily-usage', atMs + (12 * 60 + 30) * minuteMs);
        daily.push(numberIn(content, 'activity/people') ?? NaN);
      }

      const { values } = await weekly(world, 2);

      const endMs = lastMs + (12 * 60 + 25) * minuteMs;
      const of = known.people(endMs - weekMs, endMs);
      const part = Math.round((100 * daily.reduce((sum, people) => sum + people, 0)) / 7) / 100;
      expect(values.find(({ queryId }) => queryId === 'stickiness')).toMatchObject({
        value: Math.round((10_000 * part) / of) / 100,
        part,
        of,
        unit: 'percent',
      });
    });
  });

  it('leaves out the people of a week of which there is no report, and says why where no others are left', async () => {
    world.append(await recordsOf(visits, 'key'));
    const known = new KnownCohorts(visits);
    const gapWeek = 3;
    const isReported = (newOn: number): boolean => {
      const week = Math.floor((newOn * dayMs - startMs) / weekMs) + 1;
      return week >= 1 && week !== gapWeek;
    };
    const contents = new Map<number, ReportContent>();
    for (const week of [1, 2, 4, 5, 6, 7]) contents.set(week, await weekly(world, week));
    const shareOf = (week: number, numberId: string) => {
      const content = contents.get(week);
      return content && shareIn(content, numberId);
    };

    // Of Sunday's people nothing is known, of the others of the week before those of the week itself is.
    expect(shareOf(4, 'day-1')).toEqual(known.returns(mondayAfter(4), 1, isReported));
    expect(shareOf(4, 'day-7')).toBe('no-history');
    expect(contents.get(4)?.state).toBe('partial');
    expect(shareOf(5, 'day-7')).toEqual(known.returns(mondayAfter(5), 7, isReported));
    expect(shareOf(7, 'day-28')).toBe('no-history');
    expect(shareOf(6, 'day-28')).toEqual(known.returns(mondayAfter(6), 28, isReported));
  });

  it('takes no person for gone who can not be recognised, when the key of the pseudonyms was changed', async () => {
    const changedWeek = 6;
    const changedAtMs = mondayAfter(changedWeek - 1) + 2 * dayMs + 10 * 60 * minuteMs;
    const changedOn = Math.floor(changedAtMs / dayMs);
    world.append(
      await recordsOf(
        visits.filter(({ atMs }) => atMs < changedAtMs),
        'key',
      ),
    );
    world.append(
      await recordsOf(
        visits.filter(({ atMs }) => atMs >= changedAtMs),
        'another key',
      ),
    );
    const known = new KnownCohorts(visits, changedAtMs);
    // The day itself counts as far as it goes.
    const isRecognised = (newOn: number, backOn: number): boolean =>
      newOn * dayMs >= startMs && (newOn >= changedOn || backOn <= changedOn);
    const contents: ReportContent[] = [];
    for (let week = 1; week <= weekCount; week += 1) contents.push(await weekly(world, week));
    const shareOf = (week: number, numberId: string) => {
      const content = contents[week - 1];
      return content && shareIn(content, numberId);
    };
    const expected = (week: number, afterDays: number) => known.returns(mondayAfter(week), afterDays, isRecognised);

    expect([6, 7, 8].map((week) => shareOf(week, 'day-1'))).toEqual([6, 7, 8].map((week) => expected(week, 1)));
    expect([6, 7, 8].map((week) => shareOf(week, 'day-7'))).toEqual([6, 7, 8].map((week) => expected(week, 7)));
    expect(shareOf(6, 'day-28')).toEqual(expected(6, 28));
    expect([7, 8].map((week) => shareOf(week, 'day-28'))).toEqual(['not-recognised', 'not-recognised']);
    expect(contents.flatMap(({ values }) => values.filter(({ of, value }) => of !== undefined && value === 0))).toEqual(
      [],
    );
  });

  it('does not count the people of a part of 30 days, where logs are kept no longer', async () => {
    const endMs = mondayAfter(1) + (12 * 60 + 45) * minuteMs;

    const { missing, state } = await world.report('weekly-usage', endMs, 30);

    expect(state).toBe('partial');
    expect(missing).toContainEqual(
      expect.objectContaining({ queryId: 'reach', reason: expect.objectContaining({ code: 'not-kept' }) }),
    );
  });
});
