import { runEventsDelivery } from '@pulso/contracts/run-events';
import { minuteMs } from '@pulso/kit/time';

import { type ProcessRunEventsDeps, processRunEvents } from './process-run-events';
import { World, countOf, deadline, finished, inShort, opened, planOf, startMs, sweepEvent } from './testing/world';

const plan = planOf(['a', 'b']);

describe('processRunEvents', () => {
  let world: World;

  beforeEach(() => {
    world = new World();
  });

  describe('batches', () => {
    it('settles each message by itself and keeps the bad ones', async () => {
      const response = await world.process([
        'not json',
        opened(planOf(['a'])),
        { schemaVersion: 1, type: 'unheard-of' },
        finished('a', countOf('1')),
        { ...finished('a', countOf('1')), schemaVersion: 2 },
        '',
        'null',
      ]);

      expect(response.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual([
        'm-0',
        'm-2',
        'm-4',
        'm-5',
        'm-6',
      ]);
      expect(world.reports.map(inShort)).toEqual(['complete a=1']);
    });

    it('handles the events of one run one after the other', async () => {
      let running = 0;
      let most = 0;
      const addResult: ProcessRunEventsDeps['store']['addResult'] = async (result) => {
        running += 1;
        most = Math.max(most, running);
        await Promise.resolve();
        running -= 1;
        return world.deps.store.addResult(result);
      };

      await world.process(
        [opened(plan), finished('a', countOf('1')), finished('b', countOf('2'))],
        world.withStore({ addResult }),
      );

      expect(most).toBe(1);
      expect(world.reports.map(inShort)).toEqual(['complete a=1 b=2']);
    });

    it('goes on with a run after one of its events has failed', async () => {
      let callCount = 0;
      const openRun: ProcessRunEventsDeps['store']['openRun'] = async (run) => {
        callCount += 1;
        if (callCount === 1) throw new Error('The table is away.');
        return world.deps.store.openRun(run);
      };

      await world.process([opened(plan), deadline(plan)], world.withStore({ openRun }));

      expect(world.logged('message-not-settled')).toMatchObject([{ messageId: 'm-0' }]);
      expect((await world.storedRun()).plan).toEqual(plan);
    });

    it('pauses what failed and what waits in one call, each for its time', async () => {
      let callCount = 0;
      const pauseMessages: ProcessRunEventsDeps['pauseMessages'] = async (pauses) => {
        callCount += 1;
        await world.deps.pauseMessages(pauses);
      };

      const response = await world.process(['not json', opened(plan), deadline(plan)], {
        ...world.deps,
        pauseMessages,
      });

      expect(response.batchItemFailures).toEqual([{ itemIdentifier: 'm-0' }, { itemIdentifier: 'm-2' }]);
      expect(world.paused.map(({ pauseSeconds }) => pauseSeconds)).toEqual([
        runEventsDelivery.failurePauseSeconds,
        600,
      ]);
      expect(callCount).toBe(1);
    });

    it.each([
      ['sweeps at the first receive, however late', 1, 60, 1],
      ['sweeps again after it has failed', 2, 3, 1],
      ['leaves a sweep that comes back late to the next one', 2, 6, 0],
    ])('%s', async (_what, receiveCount, ageMinutes, sweepCount) => {
      const message = {
        messageId: 'm',
        receiptHandle: 'r',
        body: JSON.stringify(sweepEvent),
        attributes: {
          ApproximateReceiveCount: String(receiveCount),
          SentTimestamp: String(startMs - ageMinutes * minuteMs),
        },
      };

      const response = await processRunEvents([message], world.deps);

      expect(response.batchItemFailures).toEqual([]);
      expect(world.logged('sweep-finished')).toHaveLength(sweepCount);
    });

    it('logs no text of a message', async () => {
      await world.process([`{"schemaVersion":1,"type":"run-opened","runId":"secret-text"`, sweepEvent]);

      expect(JSON.stringify(world.lines)).not.toContain('secret-text');
    });
  });
});
