import { dayMs, hourMs, minuteMs } from '@pulso/kit/time';

import {
  World,
  countOf,
  deadline,
  failure,
  finished,
  inShort,
  opened,
  planOf,
  runId,
  startMs,
  sweepEvent,
} from './testing/world';

const plan = planOf(['a', 'b']);

/** The longest that a message can have been away: four days in the queue, the rest of fourteen in the dead-letter one. */
const awayMs = [hourMs, 14 * dayMs];

let world: World;

beforeEach(() => {
  world = new World();
});

describe.each(awayMs)('what comes back from the dead-letter queue after %i ms', (lateMs) => {
  const events = [
    ['the opening', opened(plan)],
    ['the deadline', deadline(plan)],
    ['a result', finished('a', countOf('1'))],
    ['a failure of what is known', finished('a', failure())],
    ['a sweep', sweepEvent],
  ] as const;

  it.each(events)('changes nothing about a closed run when it is %s', async (_what, event) => {
    await world.deliver(opened(plan), deadline(plan), finished('a', countOf('1')), finished('b', countOf('2')));
    await world.sweepUntil(startMs + dayMs + hourMs);
    const before = await world.runs.store.readRun(runId);
    world.published.length = 0;
    world.paused.length = 0;
    world.nowMs = startMs + dayMs + hourMs + lateMs;

    await world.deliver(event);

    expect(await world.runs.store.readRun(runId)).toEqual(before);
    expect(world.published).toEqual([]);
    expect(world.paused).toEqual([]);
  });

  it.each([
    ['opening', opened(plan)],
    ['deadline', deadline(plan)],
  ])('closes a run that had no plan when it is its %s, with the answers that have arrived', async (_what, event) => {
    await world.deliver(finished('a', countOf('1')));
    world.nowMs += lateMs;

    await world.deliver(event);

    expect(world.reports.map(inShort)).toEqual(['partial a=1 b:no-answer']);
  });

  it('puts the answer into a closed report that lacked it, once', async () => {
    await world.deliver(opened(plan), finished('b', countOf('2')), finished('a', failure()));
    await world.sweepUntil(startMs + dayMs + hourMs);
    const { revision: before = 0 } = world.lastReport ?? {};
    world.published.length = 0;
    world.nowMs += lateMs;

    await world.deliver(finished('a', countOf('1')), finished('a', countOf('1')), finished('a', failure()));

    expect(world.reports.map(inShort)).toEqual(['complete a=1 b=2']);
    expect(world.lastReport?.revision).toBeGreaterThan(before);
    expect([...world.runs.history.values()]).toMatchObject([{ state: 'complete' }]);
  });
});

it('corrects a report for as long as its run is remembered', async () => {
  await world.deliver(opened(planOf(['a'])), finished('a', failure()));
  world.nowMs = startMs + 40 * dayMs - minuteMs;
  await world.deliver(finished('a', countOf('1')));
  const corrected = inShort(world.lastReport);
  world.published.length = 0;
  world.nowMs = startMs + 40 * dayMs + minuteMs;

  await world.deliver(finished('a', countOf('1')), sweepEvent);
  await world.sweepUntil(world.nowMs + 15 * minuteMs);

  expect(corrected).toBe('complete a=1');
  expect(world.published).toEqual([]);
});
