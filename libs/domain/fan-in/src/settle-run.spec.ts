import { type RunEvent } from '@pulso/contracts/run-events';
import { minuteMs } from '@pulso/kit/time';

import { type ProcessRunEventsDeps } from './process-run-events';
import { World, countOf, deadline, failure, finished, inShort, opened, planOf, runId, startMs } from './testing/world';

const plan = planOf(['a', 'b']);

describe('settleRun', () => {
  let world: World;

  beforeEach(() => {
    world = new World();
  });

  describe('closing (A3, A4)', () => {
    it('sends what there is when the time is over', async () => {
      await world.deliver(opened(plan), finished('b', countOf('2')));
      world.nowMs = plan.reportDueAtMs;
      await world.deliver(deadline(plan));

      expect(world.reports.map(inShort)).toEqual(['partial b=2 a:no-answer']);
      expect(world.paused).toEqual([]);
    });

    it('raises the alarm when not one question was answered, whether it is finished or due', async () => {
      const alarm = { level: 'ERROR', runId, reportId: plan.reportId, trigger: plan.trigger };
      await world.deliver(finished('x', countOf('9')), opened(plan));
      await world.deliver(finished('a', failure()), finished('b', failure()));
      world.nowMs = plan.reportDueAtMs;
      await world.deliver(deadline(plan, 'daily-usage/manual/1'));

      expect(world.logged('report-without-answers')).toMatchObject([
        { ...alarm, why: 'finished' },
        { ...alarm, runId: 'daily-usage/manual/1', why: 'due' },
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
      const idle = opened(planOf([]), 'daily-usage/manual/1');
      await world.deliver(opened(plan), finished('a', countOf('0')), finished('b', failure()), idle);

      expect(world.logged('run-closed')).toHaveLength(2);
      expect(world.logged('report-without-answers')).toEqual([]);
    });

    it('has raised it by the time the close is stored, also if the process dies there', async () => {
      const closeRun: typeof world.deps.store.closeRun = async () => Promise.reject(new Error('died'));
      await world.deliver(opened(plan), finished('a', failure()));

      await world.process([finished('b', failure())], world.withStore({ closeRun }));

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
    const pausesOf = () => world.paused.map(({ pauseSeconds }) => pauseSeconds);

    it('waits in its queue for the time that is left when it comes early', async () => {
      world.nowMs = plan.reportDueAtMs - 90_500;

      const response = await world.process([deadline(plan)]);

      expect(response.batchItemFailures).toEqual([{ itemIdentifier: 'm-0' }]);
      expect(pausesOf()).toEqual([91]);
      expect(world.logged('message-waits')).toHaveLength(1);
      expect(world.published).toEqual([]);
    });

    it('waits in several steps of 900 s for a late due time, and closes the run then', async () => {
      const late = planOf(['a'], { reportDueAtMs: startMs + 40 * minuteMs });
      const pauses: number[] = [];

      await world.deliver(deadline(late));
      for (let step = 0; world.paused.length > 0 && step < 9; step += 1) {
        pauses.push(...pausesOf());
        await world.deliverPaused();
      }

      expect(pauses).toEqual([900, 900, 600]);
      expect(world.reports.map(inShort)).toEqual(['partial a:no-answer']);
    });

    it('goes by the stored plan, not by the plan that the event carries', async () => {
      const laterPlan = { ...plan, reportDueAtMs: plan.reportDueAtMs + 5 * minuteMs };
      await world.deliver(opened(plan), deadline(laterPlan));

      expect(pausesOf()).toEqual([600]);
    });
  });
});
