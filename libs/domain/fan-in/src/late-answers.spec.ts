import * as fc from 'fast-check';
import { minuteMs } from '@pulso/kit/time';

import { dayPlan, report, scheduledRunId } from './testing/days';
import {
  World,
  answered,
  channel,
  countOf,
  deadline,
  failure,
  finished,
  inShort,
  opened,
  planOf,
  sweepEvent,
} from './testing/world';

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

describe('earlier numbers', () => {
  it('are what the answers of earlier days have become, however late and in whatever order they came', async () => {
    const outcomes = fc.array(fc.option(fc.nat({ max: 99 })), { minLength: 1, maxLength: 3 });
    const stories = fc.record({ '-3': outcomes, '-2': outcomes, '-1': outcomes }).chain((answersOf) => {
      const late = Object.entries(answersOf).flatMap(([day, values]) =>
        values.map((value) =>
          answered(scheduledRunId(Number(day)), 'a', value === null ? failure() : countOf(`${value}`)),
        ),
      );
      return fc.shuffledSubarray([...late, ...late], { minLength: late.length });
    });
    await fc.assert(
      fc.asyncProperty(stories, async (late) => {
        const world = new World();
        for (const day of [-3, -2, -1]) await report(world, dayPlan(day, ['a']), {});
        await world.deliver(...late);

        const content = await report(world, dayPlan(0, ['a']), { a: 1 });

        const firstNumberOf = (day: number) => {
          const success = late.find(
            (event) => event.runId === scheduledRunId(day) && event.outcome.status === 'success',
          );
          return success?.outcome.status === 'success' ? Number(success.outcome.rows[0]?.[0]?.value) : null;
        };
        const truth = [-3, -2, -1].map(firstNumberOf);
        const firstKnown = truth.findIndex((value) => value !== null);
        expect(content?.values[0]?.earlier).toEqual(firstKnown < 0 ? undefined : truth.slice(firstKnown));
      }),
    );
  });
});
