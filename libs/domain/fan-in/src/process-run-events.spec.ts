import { readReportUpdate } from '@pulso/contracts/report-updates';
import { type RunEvent, runEventsDelivery } from '@pulso/contracts/run-events';
import { dayMs, hourMs, minuteMs } from '@pulso/kit/time';

import {
  World,
  channel,
  chat,
  chatPlan,
  deadline,
  failure,
  finished,
  opened,
  planOf,
  runId,
  startMs,
  sweepEvent,
} from './testing/world';

const plan = planOf(['a', 'b']);

let world: World;

beforeEach(() => {
  world = new World();
});

describe('a batch', () => {
  it('settles each message alone and keeps the bad ones', async () => {
    const response = await world.process([
      'not json',
      opened(planOf(['a'])),
      { schemaVersion: 1, type: 'unheard-of', secret: 'secret-text' },
      finished('a', 1),
      { ...finished('a', 1), schemaVersion: 2 },
      `{"schemaVersion":1,"type":"run-opened","runId":"secret-text"`,
      'null',
    ]);

    expect(response.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(
      [0, 2, 4, 5, 6].map((index) => `m-${index}`),
    );
    expect(world.said).toEqual(['complete a=1']);
    expect(JSON.stringify(world.lines)).not.toContain('secret-text');
  });

  it('handles the events of one run one after the other', async () => {
    let [running, most] = [0, 0];
    const addResult: typeof world.deps.store.addResult = async (result) => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      return world.deps.store.addResult(result);
    };

    await world.process([opened(plan), finished('a', 1), finished('b', 2)], { store: { addResult } });

    expect([most, ...world.said]).toEqual([1, 'complete a=1 b=2']);
  });

  it('goes on with a run after one of its events has failed', async () => {
    const openRun = jest.fn(world.deps.store.openRun).mockRejectedValueOnce(new Error('The table is away.'));

    await world.process([opened(plan), deadline(plan)], { store: { openRun } });

    expect(world.logged('message-not-settled')).toMatchObject([{ messageId: 'm-0' }]);
    expect((await world.storedRun()).plan).toEqual(plan);
  });

  it('hides failed and waiting messages in one call, each for its own time', async () => {
    const changeVisibility = jest.fn(world.deps.changeVisibility);

    const response = await world.process(['not json', opened(plan), deadline(plan)], { changeVisibility });

    expect(response.batchItemFailures).toEqual([{ itemIdentifier: 'm-0' }, { itemIdentifier: 'm-2' }]);
    expect(world.paused.map(({ visibilityTimeoutSeconds }) => visibilityTimeoutSeconds)).toEqual([
      runEventsDelivery.failureVisibilityTimeoutSeconds,
      600,
    ]);
    expect(changeVisibility).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['sweeps at the first receive, however late', 1, 60, 1],
    ['sweeps again after a failure', 2, 3, 1],
    ['leaves a sweep that comes back late to the next one', 2, 6, 0],
  ])('%s', async (_what, receiveCount, ageMinutes, sweepCount) => {
    const response = await world.process([sweepEvent], {}, receiveCount, startMs - ageMinutes * minuteMs);

    expect(response.batchItemFailures).toEqual([]);
    expect(world.logged('sweep-finished')).toHaveLength(sweepCount);
  });
});

describe('opening a run (T3)', () => {
  it('sends one complete report when the last answer has come', async () => {
    // A later version of the dispatcher may name one.
    const pigeon = { type: 'carrier-pigeon', loft: 'north' };
    await world.deliver(
      opened(planOf(['a', 'b'], { destinations: [pigeon, channel] })),
      finished('a', 1),
      finished('b', 2),
    );

    expect(world.published).toHaveLength(1);
    expect(world.lastReport).toMatchObject({ runId, destinations: [pigeon, channel] });
    expect(world.said).toEqual(['complete a=1 b=2']);
    expect(readReportUpdate(JSON.stringify(world.lastReport))).toEqual(world.lastReport);
    expect(world.logged('run-opened')).toMatchObject([{ runId, queryCount: 2 }]);
    expect(world.logged('report-update-sent')).toMatchObject([
      { runId, state: 'complete', valueCount: 2, tableCount: 0, missingCount: 0 },
    ]);
  });

  it('closes a run without questions at once', async () => {
    await world.deliver(opened(planOf([])));

    expect(world.said).toEqual(['complete']);
  });

  it('returns a plan that is too large for an item to the queue, as evidence', async () => {
    const response = await world.process([opened(planOf(['a'], { title: { en: 'x'.repeat(400_000) } }))]);

    expect(response.batchItemFailures).toEqual([{ itemIdentifier: 'm-0' }]);
    expect(world.logged('message-not-settled')).toMatchObject([{ errorName: 'PlanTooLargeError' }]);
  });
});

describe('a second placeholder', () => {
  const second = { ...chat, placeholderMessageId: 8 };
  const { placeholderMessageId: _, ...without } = chat;

  it('is handed to the notifier with every event that carries it', async () => {
    const again = chatPlan(['a'], { destinations: [second] });
    await world.deliver(opened(chatPlan(['a'])), opened(again), deadline(again));

    const superseded = { schemaVersion: 1, type: 'placeholder-superseded', runId, destination: second };
    expect(world.published.filter(({ type }) => type === 'placeholder-superseded')).toEqual([superseded, superseded]);
    expect(readReportUpdate(superseded)).toEqual(superseded);
    expect(world.logged('placeholder-superseded')).toMatchObject([{ runId }, { runId }]);
  });

  it('is handed on, too, if the run was opened without any', async () => {
    await world.deliver(opened(chatPlan(['a'], { destinations: [without] })), opened(chatPlan(['a'])));

    expect(world.published).toContainEqual(
      expect.objectContaining({ type: 'placeholder-superseded', destination: chat }),
    );
  });

  it.each([
    ['the same placeholder', [chat]],
    ['a placeholder of another chat', [{ ...second, chatId: '43' }]],
    ['no placeholder', [without]],
    ['no placeholder beside one of another chat', [without, { ...second, chatId: '43' }]],
  ])('is not seen in %s', async (_what, destinations) => {
    await world.deliver(opened(chatPlan(['a'])), opened(chatPlan(['a'], { destinations })));

    expect(world.published.map(({ type }) => type)).toEqual(['report-update']);
  });
});

/** A message can be away for at most 14 days: four in the queue, the rest in the dead-letter queue. */
describe.each([hourMs, 14 * dayMs])('an event that comes back from the dead-letter queue after %i ms', (lateMs) => {
  it.each<[string, RunEvent]>([
    ['the opening', opened(plan)],
    ['the deadline', deadline(plan)],
    ['a result', finished('a', 1)],
    ['a failure of an answered question', finished('a', failure())],
    ['a sweep', sweepEvent],
  ])('changes nothing about a closed run when it is %s', async (_what, event) => {
    await world.deliver(opened(plan), finished('a', 1), finished('b', 2));
    await world.sweepUntil(startMs + dayMs + hourMs);
    const before = await world.storedRun();
    world.published.length = 0;
    world.nowMs += lateMs;

    await world.deliver(event);

    expect([await world.storedRun(), world.published, world.paused]).toEqual([before, [], []]);
  });

  it.each([opened(plan), deadline(plan)])(
    'closes a run that had no plan, with the results that arrived',
    async (event) => {
      await world.deliver(finished('a', 1));
      world.nowMs += lateMs;

      await world.deliver(event);

      expect(world.said).toEqual(['partial a=1 b:no-answer']);
    },
  );

  it('adds a missing answer to a closed report once', async () => {
    await world.deliver(opened(plan), finished('b', 2), finished('a', failure()));
    await world.sweepUntil(startMs + dayMs + hourMs);
    const { revision: before = 0 } = world.lastReport ?? {};
    world.published.length = 0;
    world.nowMs += lateMs;

    await world.deliver(finished('a', 1), finished('a', 1), finished('a', failure()));

    expect(world.said).toEqual(['complete a=1 b=2']);
    expect(world.lastReport?.revision).toBeGreaterThan(before);
    expect([...world.runs.history.values()]).toMatchObject([{ state: 'complete' }]);
  });
});

it('corrects a report while its run is kept: 40 days', async () => {
  await world.deliver(opened(planOf(['a'])), finished('a', failure()));
  world.nowMs = startMs + 40 * dayMs - minuteMs;
  await world.deliver(finished('a', 1));
  const corrected = world.said.at(-1);
  world.published.length = 0;
  world.nowMs = startMs + 40 * dayMs + minuteMs;

  await world.deliver(finished('a', 1), sweepEvent);
  await world.sweepUntil(world.nowMs + 15 * minuteMs);

  expect([corrected, world.published]).toEqual(['complete a=1', []]);
});
