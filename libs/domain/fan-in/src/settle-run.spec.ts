import { type RunEvent } from '@pulso/contracts/run-events';

import { type ProcessRunEventsDeps } from './process-run-events';
import {
  RunEventWorld,
  countOf,
  deadline,
  failure,
  finished,
  inShort,
  minuteMs,
  opened,
  planOf,
  runId,
  startMs,
} from './testing/run-event-world';

const plan = planOf(['a', 'b']);

describe('settleRun', () => {
  let world: RunEventWorld;

  beforeEach(() => {
    world = new RunEventWorld();
  });

  describe('closing (A3, A4)', () => {
    it('does not take unexpected answers for those that are missing', async () => {
      await world.deliver(
        opened(plan),
        finished('a', countOf('1')),
        finished('x', countOf('9')),
        finished('y', failure()),
      );

      expect(await world.storedRun()).toMatchObject({ counter: 3, state: 'running' });
      expect(world.published).toEqual([]);
    });

    it('closes with everything expected even if strangers came first', async () => {
      await world.deliver(
        finished('x', countOf('9')),
        opened(plan),
        finished('a', countOf('1')),
        finished('b', countOf('2')),
      );

      expect(world.reports.map(inShort)).toEqual(['complete a=1 b=2']);
    });

    it('sends what there is when the time is over', async () => {
      await world.deliver(opened(plan), finished('b', countOf('2')));
      world.nowMs = plan.reportDueAtMs;
      await world.deliver(deadline(plan));

      expect(world.reports.map(inShort)).toEqual(['partial b=2 a:no-answer']);
      expect(world.resent).toEqual([]);
    });

    it('raises the alarm when not one question was answered, whether it is finished or due', async () => {
      const alarm = { level: 'ERROR', runId, reportId: plan.reportId, trigger: plan.trigger };
      await world.deliver(finished('x', countOf('9')), opened(plan));
      await world.deliver(finished('a', failure()), finished('b', failure()));
      const other = { ...deadline(plan), runId: 'daily-usage/manual/1' };
      world.nowMs = plan.reportDueAtMs;
      await world.deliver(other);

      expect(world.logged('report-without-answers')).toMatchObject([
        { ...alarm, why: 'finished' },
        { ...alarm, runId: other.runId, why: 'due' },
      ]);
      expect(world.reports.map(({ content }) => content.state)).toEqual(['partial', 'partial']);
    });

    it.each([
      ['no question', [finished('a', failure('not-kept')), finished('b', failure('not-kept'))], 0],
      ['only one of them', [finished('a', failure('not-kept')), finished('b', failure())], 1],
    ])('raises it where logs of that time could answer %s, %j', async (_which, answers, alarmCount) => {
      await world.deliver(opened(plan), ...answers);

      expect(world.reports.map(({ content }) => content.state)).toEqual(['partial']);
      expect(world.logged('report-without-answers')).toHaveLength(alarmCount);
    });

    it('raises no such alarm for one answer, nor for a report that asks nothing', async () => {
      const idle = { ...opened(planOf([])), runId: 'daily-usage/manual/1' };
      await world.deliver(opened(plan), finished('a', countOf('0')), finished('b', failure()), idle);

      expect(world.logged('run-closed')).toHaveLength(2);
      expect(world.logged('report-without-answers')).toEqual([]);
    });

    it('has raised it by the time the close is stored, also if the process dies there', async () => {
      const closeRun: typeof world.deps.store.closeRun = async () => Promise.reject(new Error('died'));
      await world.deliver(opened(plan), finished('a', failure()));

      await world.process([finished('b', failure())], { ...world.deps, store: { ...world.deps.store, closeRun } });

      expect(await world.storedRun()).toMatchObject({ state: 'running' });
      expect(world.logged('report-without-answers')).toHaveLength(1);
    });

    it.each<[string, RunEvent]>([
      ['an answer', finished('b', countOf('2'))],
      ['a duplicate', finished('a', countOf('1'))],
      ['a second opening', opened(plan)],
    ])('closes an overdue run on the occasion of %s', async (_what, event) => {
      await world.deliver(opened(plan), finished('a', countOf('1')));
      world.nowMs = plan.reportDueAtMs;
      await world.deliver(event);

      expect(await world.storedRun()).toMatchObject({ state: 'closed' });
      expect(world.reports).toHaveLength(1);
    });

    it('sends the report although another delivery has won the close', async () => {
      await world.deliver(opened(planOf(['a'])));
      const closeRun: ProcessRunEventsDeps['store']['closeRun'] = async (run) => {
        await world.deps.store.closeRun(run);
        return 'not-running';
      };

      await world.process([finished('a', countOf('1'))], world.withStore({ closeRun }));

      expect(world.reports.map(inShort)).toEqual(['complete a=1']);
      expect(await world.storedRun()).toMatchObject({ revision: 3, sentRevision: 3 });
    });
  });

  describe('the deadline (A7)', () => {
    it('sends an early deadline again with the time that is left', async () => {
      world.nowMs = plan.reportDueAtMs - 90_500;

      await world.deliver(deadline(plan));

      expect(world.resent).toMatchObject([{ event: deadline(plan), delaySeconds: 91 }]);
    });

    it('holds a late due time back in several steps of 900 s', async () => {
      const late = planOf(['a'], { reportDueAtMs: startMs + 40 * minuteMs });

      await world.deliver(deadline(late));
      for (let step = 0; step < Math.min(world.resent.length, 9); step += 1) {
        world.nowMs = world.resent[step]?.atMs ?? Number.NaN;
        await world.deliver(deadline(late));
      }

      expect(world.resent.map(({ delaySeconds }) => delaySeconds)).toEqual([900, 900, 600]);
      expect(world.reports.map(inShort)).toEqual(['partial a:no-answer']);
    });

    it('sends no second copy of an early deadline that is received again, which waits itself (T8)', async () => {
      await world.process([deadline(plan)]);

      const again = await world.process([deadline(plan)], world.deps, 2);
      const last = await world.process([deadline(plan)], world.deps, 8);

      expect(again.batchItemFailures).toEqual([{ itemIdentifier: 'm-0' }]);
      expect(last.batchItemFailures).toEqual([]);
      expect(world.resent).toHaveLength(2);
    });

    it('forgets the deadline of a run that has closed', async () => {
      await world.deliver(opened(planOf(['a'])), finished('a', countOf('1')), deadline(planOf(['a'])));

      expect(world.resent).toEqual([]);
    });

    it('goes by the stored plan, not by the plan that the event carries', async () => {
      const laterPlan = { ...plan, reportDueAtMs: plan.reportDueAtMs + 5 * minuteMs };
      await world.deliver(opened(plan), deadline(laterPlan));

      expect(world.resent).toMatchObject([{ delaySeconds: 600 }]);
    });
  });
});
