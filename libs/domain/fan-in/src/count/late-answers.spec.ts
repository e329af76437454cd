import {
  World,
  channel,
  countOf,
  deadline,
  finished,
  inShort,
  minuteMs,
  opened,
  planOf,
  sweepEvent,
} from '../testing/world';

const mail = { type: 'email', name: 'owners', addresses: ['owner@example.com'] } as const;
const queryIds = ['a', 'b', 'c'];

/** A run that was closed with one answer of three, when it was due. */
async function closedWithGaps(destinations: Parameters<typeof planOf>[1]): Promise<World> {
  const world = new World();
  const plan = planOf(queryIds, destinations);
  await world.deliver(opened(plan), finished('a', countOf('1')));
  world.nowMs = plan.reportDueAtMs;
  await world.deliver(deadline(plan));
  world.nowMs += minuteMs;
  return world;
}

describe('answers that come late', () => {
  it('make one correction together, where readers would get a message for each', async () => {
    const world = await closedWithGaps({ destinations: [channel, mail] });

    await world.deliver(finished('b', countOf('2')), finished('c', countOf('3')));
    const countBefore = world.reports.length;
    await world.deliverPaused();

    expect(countBefore).toBe(1);
    expect(world.reports.map(inShort)).toEqual(['partial a=1 b:no-answer c:no-answer', 'complete a=1 b=2 c=3']);
  });

  it('are sent by a sweep that comes before', async () => {
    const world = await closedWithGaps({ destinations: [mail] });

    await world.deliver(finished('b', countOf('2')), sweepEvent);
    await world.deliverPaused();

    expect(world.reports.map(inShort)).toEqual(['partial a=1 b:no-answer c:no-answer', 'partial a=1 b=2 c:no-answer']);
  });

  it('wait for two minutes in the queue, each as the message that it is', async () => {
    const world = await closedWithGaps({ destinations: [mail] });

    const response = await world.process([finished('b', countOf('2')), finished('c', countOf('3'))]);

    expect(response.batchItemFailures).toEqual([{ itemIdentifier: 'm-0' }, { itemIdentifier: 'm-1' }]);
    expect(world.paused.map(({ pauseSeconds }) => pauseSeconds)).toEqual([120, 120]);
    expect(world.logged('message-waits')).toHaveLength(2);
  });

  it('wait once: what comes back is settled, and changes nothing where another one has been sent for it', async () => {
    const world = await closedWithGaps({ destinations: [mail] });
    await world.deliver(finished('b', countOf('2')), finished('c', countOf('3')));

    await world.deliverPaused();

    expect(world.paused).toEqual([]);
    expect(world.reports).toHaveLength(2);
  });

  it('are sent when they come back by themselves, after their pause has failed', async () => {
    const world = await closedWithGaps({ destinations: [mail] });
    const pauseMessages = () => Promise.reject(new Error('socket hang up'));

    const response = await world.process([finished('b', countOf('2'))], { ...world.deps, pauseMessages });
    const countBefore = world.reports.length;
    await world.deliver(finished('b', countOf('2')));

    expect(response.batchItemFailures).toEqual([{ itemIdentifier: 'm-0' }]);
    expect(world.logged('messages-not-paused')).toHaveLength(1);
    expect(countBefore).toBe(1);
    expect(world.reports.map(inShort).at(-1)).toBe('partial a=1 b=2 c:no-answer');
  });

  it('are in a message at once that can be edited', async () => {
    const world = await closedWithGaps({ destinations: [channel] });

    await world.deliver(finished('b', countOf('2')));

    expect(world.reports.map(inShort).at(-1)).toBe('partial a=1 b=2 c:no-answer');
  });
});
