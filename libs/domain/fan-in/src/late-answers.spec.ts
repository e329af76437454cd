import {
  RunEventWorld,
  channel,
  countOf,
  deadline,
  failure,
  finished,
  inShort,
  minuteMs,
  opened,
  planOf,
  sweepEvent,
} from './testing/run-event-world';

const mail = { type: 'email', name: 'owners', addresses: ['owner@example.com'] } as const;
const queryIds = ['a', 'b', 'c'];

/** A run that was closed with one answer of three, when it was due. */
async function closedWithGaps(destinations: Parameters<typeof planOf>[1]): Promise<RunEventWorld> {
  const world = new RunEventWorld();
  const plan = planOf(queryIds, destinations);
  await world.deliver(opened(plan), finished('a', countOf('1')));
  world.nowMs = plan.reportDueAtMs;
  await world.deliver(deadline(plan));
  world.nowMs += minuteMs;
  return world;
}

/** Delivers what was sent to the aggregator's own queue, when it is due. */
async function deliverCopies(world: RunEventWorld): Promise<void> {
  for (const { event, atMs } of world.resent.splice(0)) {
    world.nowMs = Math.max(world.nowMs, atMs);
    await world.deliver(event);
  }
}

describe('answers that come late', () => {
  it('make one correction together, where readers would get a message for each', async () => {
    const world = await closedWithGaps({ destinations: [channel, mail] });

    await world.deliver(finished('b', countOf('2')), finished('c', countOf('3')));
    const countBefore = world.reports.length;
    await deliverCopies(world);

    expect(countBefore).toBe(1);
    expect(world.reports.map(inShort)).toEqual(['partial a=1 b:no-answer c:no-answer', 'complete a=1 b=2 c=3']);
  });

  it('are sent by a sweep that comes before', async () => {
    const world = await closedWithGaps({ destinations: [mail] });

    await world.deliver(finished('b', countOf('2')), sweepEvent);
    await deliverCopies(world);

    expect(world.reports.map(inShort)).toEqual(['partial a=1 b:no-answer c:no-answer', 'partial a=1 b=2 c:no-answer']);
  });

  it('wait as well where they take the place of a failure', async () => {
    const world = await closedWithGaps({ destinations: [mail] });
    await world.deliver(finished('b', failure()));
    await deliverCopies(world);

    await world.deliver(finished('b', countOf('2')), finished('c', countOf('3')));
    const countBefore = world.reports.length;
    await deliverCopies(world);

    expect(countBefore).toBe(2);
    expect(world.reports.map(inShort).at(-1)).toBe('complete a=1 b=2 c=3');
  });

  it('are in a message at once that can be edited', async () => {
    const world = await closedWithGaps({ destinations: [channel] });

    await world.deliver(finished('b', countOf('2')));

    expect(world.reports.map(inShort).at(-1)).toBe('partial a=1 b=2 c:no-answer');
  });

  it('are sent by their repetition, which may follow a crash', async () => {
    const world = await closedWithGaps({ destinations: [mail] });

    await world.deliver(finished('b', countOf('2')), finished('b', countOf('2')));

    expect(world.reports.map(inShort).at(-1)).toBe('partial a=1 b=2 c:no-answer');
  });
});
