import { type RunEvent } from '@pulso/contracts/run-events';
import { readReportUpdate } from '@pulso/contracts/report-updates';

import { RunStoreConflictError } from './errors';
import { type ProcessRunEventsDeps } from './process-run-events';
import {
  RunEventWorld,
  channel,
  chat,
  chatPlan,
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
  sweepEvent,
} from './testing/run-event-world';

const plan = planOf(['a', 'b']);

describe('processRunEvents', () => {
  let world: RunEventWorld;

  beforeEach(() => {
    world = new RunEventWorld();
  });

  const storedRun = async () => {
    const run = await world.runs.store.readRun(runId);
    if (!run) throw new Error('No run is stored.');
    return run;
  };

  /** The world's ports with some operations of the store replaced. */
  const withStore = (overrides: Partial<ProcessRunEventsDeps['store']>): ProcessRunEventsDeps => ({
    ...world.deps,
    store: { ...world.deps.store, ...overrides },
  });

  describe('opening a run (T3)', () => {
    it('sends one complete report when the last answer has come', async () => {
      await world.deliver(opened(plan), finished('a', countOf('1')), finished('b', countOf('2')));

      expect(world.published).toHaveLength(1);
      expect(world.lastReport).toMatchObject({ runId, destinations: [channel], content: { state: 'complete' } });
      expect(inShort(world.lastReport)).toBe('complete a=1 b=2');
      expect(readReportUpdate(JSON.stringify(world.lastReport))).toEqual(world.lastReport);
    });

    it('counts answers that come before the plan', async () => {
      await world.deliver(finished('b', countOf('2')), finished('a', countOf('1')), opened(plan));

      expect(world.reports.map(inShort)).toEqual(['complete a=1 b=2']);
    });

    it('lets the deadline open a run whose opening was lost', async () => {
      await world.deliver(deadline(plan), finished('a', countOf('1')), finished('b', countOf('2')));

      expect(world.reports.map(inShort)).toEqual(['complete a=1 b=2']);
    });

    it('keeps the first plan when later events carry another one', async () => {
      await world.deliver(opened(plan), deadline(planOf(['x'])), opened(planOf([], { reportDueAtMs: 0 })));

      expect((await storedRun()).plan).toEqual(plan);
      expect(world.published).toEqual([]);
    });

    it('closes a run without questions at once', async () => {
      await world.deliver(opened(planOf([])));

      expect(world.reports.map(inShort)).toEqual(['complete']);
    });

    it('returns a plan that no item can hold to the queue, as evidence', async () => {
      const response = await world.process([opened(planOf(['a'], { title: { en: 'x'.repeat(400_000) } }))]);

      expect(response.batchItemFailures).toEqual([{ itemIdentifier: 'm-0' }]);
      expect(world.logged('message-not-settled')).toMatchObject([{ errorName: 'PlanTooLargeError' }]);
    });
  });

  describe('counting (A1, A2)', () => {
    it('counts a question once, however often its answer comes', async () => {
      await world.deliver(opened(plan), finished('a', countOf('1')), finished('a', countOf('1')));

      expect(await storedRun()).toMatchObject({ counter: 1, revision: 2, state: 'running' });
    });

    it('puts a success in the place of a failure without counting again', async () => {
      await world.deliver(opened(plan), finished('a', failure()), finished('a', countOf('1')));

      expect(await storedRun()).toMatchObject({ counter: 1, revision: 3, state: 'running' });
    });

    it.each([
      ['a failure', failure('late')],
      ['another number', countOf('5')],
    ])('never lets %s take the place of a success', async (_what, outcome) => {
      await world.deliver(
        opened(plan),
        finished('a', countOf('1')),
        finished('a', outcome),
        finished('b', countOf('2')),
      );

      expect(world.reports.map(inShort)).toEqual(['complete a=1 b=2']);
    });

    it('keeps the first of several reasons', async () => {
      await world.deliver(opened(planOf(['a'])), finished('a', failure('first')), finished('a', failure('second')));

      expect(world.reports.map(inShort)).toEqual(['partial a:first']);
    });

    it('corrects a closed report when a success comes late', async () => {
      await world.deliver(
        opened(plan),
        finished('a', failure()),
        finished('b', countOf('2')),
        finished('a', countOf('1')),
      );

      expect(world.reports.map(inShort)).toEqual(['partial b=2 a:gave-up', 'complete a=1 b=2']);
      expect(world.reports[1]?.revision).toBeGreaterThan(world.reports[0]?.revision ?? Number.NaN);
    });

    it('adds to a closed report what comes after the due time', async () => {
      await world.deliver(opened(plan), finished('a', countOf('1')));
      world.nowMs = plan.reportDueAtMs;
      await world.deliver(deadline(plan), finished('b', countOf('2')));

      expect(world.reports.map(inShort)).toEqual(['partial a=1 b:no-answer', 'complete a=1 b=2']);
    });

    it('makes a result that no item can hold small before it stores it', async () => {
      await world.deliver(opened(planOf(['a'])), finished('a', countOf('x'.repeat(400_000))));

      expect(world.reports.map(inShort)).toEqual(['partial a:unexpected-result']);
      expect(JSON.stringify(await world.deps.store.readResults(runId)).length).toBeLessThan(1_000);
    });

    it('says in the log what the counter is at', async () => {
      await world.deliver(opened(plan), finished('a', countOf('1')), finished('a', countOf('1')));

      expect(world.logged('result-counted')).toMatchObject([
        { queryId: 'a', status: 'success', change: 'added', counter: 1, expectedCount: 2 },
        { change: 'duplicate', counter: 1 },
      ]);
    });
  });

  describe('closing (A3, A4)', () => {
    it('does not take unexpected answers for those that are missing', async () => {
      await world.deliver(
        opened(plan),
        finished('a', countOf('1')),
        finished('x', countOf('9')),
        finished('y', failure()),
      );

      expect(await storedRun()).toMatchObject({ counter: 3, state: 'running' });
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

    it.each<[string, RunEvent]>([
      ['an answer', finished('b', countOf('2'))],
      ['a duplicate', finished('a', countOf('1'))],
      ['a second opening', opened(plan)],
    ])('closes an overdue run on the occasion of %s', async (_what, event) => {
      await world.deliver(opened(plan), finished('a', countOf('1')));
      world.nowMs = plan.reportDueAtMs;
      await world.deliver(event);

      expect(await storedRun()).toMatchObject({ state: 'closed' });
      expect(world.reports).toHaveLength(1);
    });

    it('sends the report although another delivery has won the close', async () => {
      await world.deliver(opened(planOf(['a'])));
      const closeRun: ProcessRunEventsDeps['store']['closeRun'] = async (run) => {
        await world.deps.store.closeRun(run);
        return 'not-running';
      };

      await world.process([finished('a', countOf('1'))], withStore({ closeRun }));

      expect(world.reports.map(inShort)).toEqual(['complete a=1']);
      expect(await storedRun()).toMatchObject({ revision: 3, sentRevision: 3 });
    });
  });

  describe('snapshots (A5)', () => {
    it('reads the revision before the results, so that a result between the two is sent again and never lost', async () => {
      await world.deliver(opened(plan), finished('a', failure()));
      let isFirst = true;
      const readRun: ProcessRunEventsDeps['store']['readRun'] = async (id) => {
        const run = await world.deps.store.readRun(id);
        if (run?.state === 'closed' && isFirst) {
          isFirst = false;
          await world.process([finished('a', countOf('1'))], withStore({ readRun: async () => undefined }));
        }
        return run;
      };

      await world.process([finished('b', countOf('2'))], withStore({ readRun }));

      const run = await storedRun();
      expect(inShort(world.lastReport)).toBe('complete a=1 b=2');
      expect(world.lastReport?.revision).toBe(run.sentRevision);
      expect(run.sentRevision).toBeLessThan(run.revision);
    });

    it('carries a newer revision than any progress that was sent', async () => {
      await world.deliver(opened(chatPlan(['a', 'b'])), finished('a', countOf('1')));
      world.nowMs = plan.reportDueAtMs;
      await world.deliver(deadline(chatPlan(['a', 'b'])));

      const revisions = world.reports.map(({ revision }) => revision);
      expect(inShort(world.lastReport)).toBe('partial a=1 b:no-answer');
      expect(new Set(revisions).size).toBe(revisions.length);
      expect(revisions).toEqual([...revisions].sort((a, b) => a - b));
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

    it('sends a revision once when nothing goes wrong', async () => {
      await world.deliver(opened(plan), finished('a', countOf('1')), finished('b', countOf('2')));
      await world.deliver(finished('b', countOf('2')), opened(plan), deadline(plan), finished('a', failure()));

      expect(world.published).toHaveLength(1);
    });

    it('sends on the occasion of a duplicate what an earlier delivery did not get to send', async () => {
      await world.deliver(opened(planOf(['a'])));
      const failing = {
        ...world.deps,
        publishReportUpdate: async () => Promise.reject(new Error('The queue is away.')),
      };
      const first = await world.process([finished('a', countOf('1'))], failing);

      await world.deliver(finished('a', countOf('1')));

      expect(first.batchItemFailures).toEqual([{ itemIdentifier: 'm-0' }]);
      expect(world.reports.map(inShort)).toEqual(['complete a=1']);
    });

    it('never lowers the sent revision', async () => {
      await world.deliver(opened(planOf(['a'])), finished('a', countOf('1')));
      const { sentRevision } = await storedRun();

      await world.runs.store.markSent(runId, 1);

      expect((await storedRun()).sentRevision).toBe(sentRevision);
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

  describe('a second placeholder', () => {
    const second = { ...chat, placeholderMessageId: 8 };

    it('is handed to the notifier with every event that carries it', async () => {
      await world.deliver(opened(chatPlan(['a'])));
      await world.deliver(opened(chatPlan(['a'], { destinations: [second] })));
      await world.deliver(deadline(chatPlan(['a'], { destinations: [second] })));

      const superseded = { schemaVersion: 1, type: 'placeholder-superseded', runId, destination: second };
      expect(world.published.filter(({ type }) => type === 'placeholder-superseded')).toEqual([superseded, superseded]);
      expect(readReportUpdate(superseded)).toEqual(superseded);
    });

    it.each([
      ['the same placeholder', [chat]],
      ['a placeholder of another chat', [{ ...second, chatId: '43' }]],
      ['no placeholder', [{ type: 'telegram', chatId: '42', showsProgress: true } as const]],
    ])('is not seen in %s', async (_what, destinations) => {
      await world.deliver(opened(chatPlan(['a'])), opened(chatPlan(['a'], { destinations })));

      expect(world.published.map(({ type }) => type)).toEqual(['report-update']);
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
      const rows = ['/start', '/help'].map((value) => [{ field: 'command', value }]);
      const statistics = { recordsMatched: 1, recordsScanned: 2, bytesScanned: 3 };
      await world.deliver(
        opened(plan),
        finished('a', countOf('1')),
        finished('b', { status: 'success', rows, statistics }),
      );

      expect(world.lastReport).toMatchObject({ schemaVersion: 2, content: { state: 'complete', tables: [{ rows }] } });
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
        withStore({ keepHistory: async () => Promise.reject(new Error('The table is away.')) }),
      );

      await world.deliver(finished('a', countOf('1')));

      expect(world.runs.history.get(key)).toMatchObject({ state: 'complete' });
    });
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
        withStore({ addResult }),
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

      const response = await world.process([opened(plan), deadline(plan)], withStore({ openRun }));

      expect(response.batchItemFailures).toEqual([{ itemIdentifier: 'm-0' }]);
      expect((await storedRun()).plan).toEqual(plan);
    });

    it('tries again after conflicts, with growing pauses', async () => {
      await world.deliver(opened(planOf(['a'])));
      let conflictCount = 4;
      const addResult: ProcessRunEventsDeps['store']['addResult'] = async (result) => {
        if (conflictCount-- > 0) throw new RunStoreConflictError('TransactWriteItems');
        return world.deps.store.addResult(result);
      };

      const response = await world.process([finished('a', countOf('1'))], withStore({ addResult }));

      expect(response.batchItemFailures).toEqual([]);
      expect(world.nowMs - startMs).toBe(25 + 50 + 100 + 200);
    });

    it('leaves a run to the next delivery when conflicts do not end', async () => {
      const addResult = async () => Promise.reject(new RunStoreConflictError('TransactWriteItems'));

      const response = await world.process([finished('a', countOf('1'))], withStore({ addResult }));

      expect(response.batchItemFailures).toEqual([{ itemIdentifier: 'm-0' }]);
      expect(world.logged('message-not-settled')).toMatchObject([{ errorName: 'RunStoreConflictError' }]);
    });

    it('logs no text of a message', async () => {
      await world.process([`{"schemaVersion":1,"type":"run-opened","runId":"secret-text"`, sweepEvent]);

      expect(JSON.stringify(world.lines)).not.toContain('secret-text');
    });
  });
});
