import * as fc from 'fast-check';

import { asker, chatRequest, contentOf, deliverMessage, deliverToAsker, failureRecord } from './testing/factories';
import { answerLost, rateLimited, type TelegramTreatment } from './testing/fake-services';
import { type Fault, World } from './testing/world';

const firstRunId = 'daily-usage/chat/9f86-2026-11-25T12:30Z';
const secondRunId = 'daily-usage/chat/9f86-2026-11-25T12:31Z';
const thirdRunId = 'daily-usage/chat/9f86-2026-11-25T12:32Z';

/** A revision of the report that a person has asked for, in the placeholder 17. */
const first = (revision: number) =>
  deliverToAsker(revision, { runId: firstRunId, content: { ...contentOf(revision), trigger: 'chat' } });

const replacing = (runId: string, replacesRunId: string, revision: number, shownNumber: number) =>
  deliverMessage(revision, {
    runId,
    destination: asker({ showsProgress: false, replacesRunId }),
    content: { ...contentOf(shownNumber), trigger: 'chat' },
  });

/** A revision, from 101 on, of the one that replaces it. */
const second = (revision: number) => replacing(secondRunId, firstRunId, revision, revision + 100);

/** A revision, from 201 on, of the one that replaces it, too: its button was pressed below the first. */
const third = (revision: number) => replacing(thirdRunId, firstRunId, revision, revision + 200);

let world: World;
const texts = () => world.telegram.textsIn('424242');

beforeEach(() => {
  world = new World();
  world.telegram.show('424242', 17);
});

describe('a report that is refreshed', () => {
  it('comes in a new message where the old one was deleted', async () => {
    await world.process(first(1));
    world.telegram.delete(17);

    await world.process(second(1));

    expect(texts()).toEqual([expect.stringContaining('101')]);
  });

  it('stays as it is when its request fails: the notice comes in a new message', async () => {
    const { trigger } = chatRequest({ replacesRunId: firstRunId });
    await world.process(first(1));

    await world.process(failureRecord({ ...chatRequest(), trigger }));

    expect(texts()).toEqual([expect.stringContaining('Revision'), expect.stringContaining('could not be prepared')]);
  });

  it('is at the end the newest one in its message, whatever fails and overlaps on the way', async () => {
    const treatment = fc.constantFrom<TelegramTreatment>(
      { kind: 'ok' },
      answerLost,
      { kind: 'late', afterMs: 11_000, editAfterMs: 190_000 },
      { kind: 'process-dies', when: 'before' },
      { kind: 'process-dies', when: 'after' },
      rateLimited(3_000),
    );
    const fault: fc.Arbitrary<Fault> = fc.record({
      atCall: fc.integer({ min: 1, max: 40 }),
      when: fc.constantFrom('before', 'after'),
      kind: fc.constantFrom('dies', 'throws'),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          treatments: fc.array(treatment, { maxLength: 6 }),
          faults: fc.array(fault, { maxLength: 3 }),
          overlaps: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 4 }),
          delaysMs: fc.array(fc.nat(200_000), { minLength: 5, maxLength: 5 }),
        }),
        async ({ treatments, faults, overlaps, delaysMs }) => {
          world = new World();
          world.telegram.show('424242', 17);
          // Who presses the button sees the report.
          await world.process(first(1));
          Object.assign(world, { faults: faults.map((one) => ({ ...one, atCall: one.atCall + world.portCallCount })) });
          Object.assign(world, { overlaps: overlaps.map((call) => call + world.portCallCount) });
          world.telegram.treatments = [...treatments];
          [first(2), second(1), second(2), third(1), third(2)].forEach((message, index) =>
            world.enqueue(message, delaysMs[index]),
          );

          await world.drain();

          expect(texts()).toEqual([expect.stringContaining('202')]);
        },
      ),
      { numRuns: isNightly ? 1_000 : 25 },
    );
  });
});
