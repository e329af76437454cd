import { hourMs } from '@pulso/kit/time';

import { type ProcessRunEventsDeps } from './process-run-events';
import { dayPlan, report, reportDays, scheduledRunId } from './testing/days';
import {
  World,
  answered,
  channel,
  chat,
  chatPlan,
  countOf,
  failure,
  finished,
  inShort,
  opened,
  planOf,
  rowsOf,
  runId,
} from './testing/world';

const plan = planOf(['a', 'b']);

describe('sendReport', () => {
  let world: World;

  beforeEach(() => {
    world = new World();
  });

  describe('snapshots (A5)', () => {
    it('reads the revision before the results, so that a result between the two is sent again and never lost', async () => {
      await world.deliver(opened(plan), finished('a', failure()));
      let isFirst = true;
      const readRun: ProcessRunEventsDeps['store']['readRun'] = async (id) => {
        const run = await world.deps.store.readRun(id);
        if (run?.state === 'closed' && isFirst) {
          isFirst = false;
          await world.process([finished('a', countOf('1'))], world.withStore({ readRun: async () => undefined }));
        }
        return run;
      };

      await world.process([finished('b', countOf('2'))], world.withStore({ readRun }));

      const run = await world.storedRun();
      expect(inShort(world.lastReport)).toBe('complete a=1 b=2');
      expect(world.lastReport?.revision).toBe(run.sentRevision);
      expect(run.sentRevision).toBeLessThan(run.revision);
    });
  });

  describe('sending (A6)', () => {
    it('shows progress to destinations that want it', async () => {
      await world.deliver(opened(chatPlan(['a', 'b'])), finished('b', countOf('2')), finished('a', countOf('1')));

      expect(world.reports.map(inShort)).toEqual([
        'progress a:pending b:pending',
        'progress b=2 a:pending',
        'complete a=1 b=2',
      ]);
    });

    it.each([1, 2, 3, 6, 20])('shows progress of a run of %d questions twice at most', async (questionCount) => {
      const ids = Array.from({ length: questionCount }, (_, index) => `q${index}`);

      await world.deliver(opened(chatPlan(ids)), ...ids.map((id) => finished(id, countOf('1'))));

      const states = world.reports.map(({ content }) => content.state);
      expect(states.slice(0, -1).every((state) => state === 'progress')).toBe(true);
      expect([1, 2]).toContain(states.length - 1);
      expect(states.at(-1)).toBe('complete');
    });

    it('shows progress of a large run about ten times, however many answers come', async () => {
      const ids = Array.from({ length: 95 }, (_, index) => `q${index}`);

      await world.deliver(opened(chatPlan(ids)), ...ids.map((id) => finished(id, countOf('1'))));

      expect(world.reports.map(({ content }) => content.values.length)).toEqual([
        9, 19, 29, 39, 49, 59, 69, 79, 89, 95,
      ]);
      expect(world.lastReport?.content.state).toBe('complete');
    });

    it('sends progress only to destinations that show it, the closed report to all', async () => {
      await world.deliver(opened(chatPlan(['a'], { destinations: [channel, chat] })), finished('a', countOf('1')));

      expect(world.reports.map(({ destinations }) => destinations)).toEqual([[chat], [channel, chat]]);
    });

    it('sends on the occasion of a duplicate what an earlier delivery did not get to send', async () => {
      await world.deliver(opened(planOf(['a'])));
      const first = await world.process([finished('a', countOf('1'))], world.withoutNotifier());

      await world.deliver(finished('a', countOf('1')));

      expect(first.batchItemFailures).toEqual([{ itemIdentifier: 'm-0' }]);
      expect(world.reports.map(inShort)).toEqual(['complete a=1']);
    });
  });

  describe('history', () => {
    const key = `daily-usage ${plan.windowEndMs}`;

    it('keeps the values of a closed scheduled run, and a later revision of them', async () => {
      await world.deliver(opened(plan), finished('a', failure()), finished('b', countOf('2')));
      const first = world.runs.history.get(key);
      await world.deliver(finished('a', countOf('1')));

      expect(first).toMatchObject({ state: 'partial', missing: [{ queryId: 'a', code: 'gave-up' }] });
      expect(world.runs.history.get(key)).toMatchObject({
        runId,
        state: 'complete',
        values: [
          { queryId: 'a', value: 1 },
          { queryId: 'b', value: 2 },
        ],
        missing: [],
      });
    });

    it('keeps numbers and no tables', async () => {
      const table = rowsOf({ command: '/start' }, { command: '/help' });
      await world.deliver(opened(plan), finished('a', countOf('1')), finished('b', table));

      expect(world.lastReport).toMatchObject({ content: { state: 'complete', tables: [{ rows: table.rows }] } });
      expect(world.runs.history.get(key)).toMatchObject({ state: 'complete', values: [{ queryId: 'a', value: 1 }] });
      expect(world.runs.history.get(key)).not.toHaveProperty('tables');
    });

    it.each(['chat', 'manual'] as const)('keeps nothing of a %s run', async (trigger) => {
      await world.deliver(opened(planOf(['a'], { trigger })), finished('a', countOf('1')));

      expect(world.runs.history.size).toBe(0);
    });

    it('is written again when the first attempt has failed', async () => {
      await world.deliver(opened(planOf(['a'])));
      await world.process(
        [finished('a', countOf('1'))],
        world.withStore({ keepHistory: async () => Promise.reject(new Error('The table is away.')) }),
      );

      await world.deliver(finished('a', countOf('1')));

      expect(world.runs.history.get(key)).toMatchObject({ state: 'complete' });
    });
  });

  describe('a report beside earlier ones (A9, A14)', () => {
    it('is compared once the run is over: progress reads no history', async () => {
      await reportDays(world, [1]);
      let readCount = 0;
      const deps = world.withStore({
        readHistory: async (...range) => {
          readCount += 1;
          return world.deps.store.readHistory(...range);
        },
      });

      await world.process([opened(chatPlan(['a', 'b'])), answered(runId, 'a', countOf('1'))], deps);
      const whileOpen = readCount;
      await world.process([answered(runId, 'b', countOf('1'))], deps);

      expect([whileOpen, readCount]).toEqual([0, 1]);
      expect(world.reports.slice(1).map(({ content }) => content.values[0]?.earlier)).toEqual([
        undefined,
        undefined,
        [1],
      ]);
    });

    it('waits for the history when the table is away: a report is compared or comes later', async () => {
      await reportDays(world, [1]);
      await world.deliver(opened(dayPlan(0, ['a']), scheduledRunId(0)));
      const away = world.withStore({ readHistory: async () => Promise.reject(new Error('The table is away.')) });
      const reportCount = world.reports.length;

      const response = await world.process([answered(scheduledRunId(0), 'a', countOf('2'))], away);
      const meanwhile = world.reports.length;
      await world.deliver(answered(scheduledRunId(0), 'a', countOf('2')));

      expect(response.batchItemFailures).toEqual([{ itemIdentifier: 'm-0' }]);
      expect(meanwhile).toBe(reportCount);
      expect(world.lastReport?.content.values).toMatchObject([{ value: 2, earlier: [1] }]);
    });

    it('takes an entry that cannot be read for a gap, and says so', async () => {
      await reportDays(world, [1]);
      await world.deliver(opened(dayPlan(0, ['a']), scheduledRunId(0)));
      const torn = world.withStore({
        readHistory: async (...range) => ({
          ...(await world.deps.store.readHistory(...range)),
          unreadable: ['history#daily-usage / x: values is not JSON'],
        }),
      });

      const response = await world.process([answered(scheduledRunId(0), 'a', countOf('2'))], torn);

      expect(response.batchItemFailures).toEqual([]);
      expect(world.lastReport?.content.values).toMatchObject([{ value: 2, earlier: [1] }]);
      expect(world.logged('history-unreadable')).toMatchObject([{ level: 'WARN', reportId: 'daily-usage' }]);
    });

    it('rings once where nothing is left of what it watches, and no more for a correction', async () => {
      await reportDays(world, [900, 10, 20, 30]);

      await report(world, dayPlan(0, ['a', 'b'], { watched: { queryId: 'a' } }), { a: 0, b: failure() });
      await world.deliver(answered(scheduledRunId(0), 'b', countOf('7')));
      await world.sweepUntil(world.nowMs + hourMs);

      expect(world.lastReport?.content.values[0]).toMatchObject({ isUnusual: true });
      expect(world.logged('no-requests')).toMatchObject([
        {
          level: 'ERROR',
          runId: scheduledRunId(0),
          reportId: 'daily-usage',
          queryId: 'a',
          usualLow: 10,
          usualHigh: 30,
        },
      ]);
    });
  });
});
