import { dayMs } from '@pulso/kit/time';

import {
  asker,
  chatRequest,
  chatRunId,
  deliverMessage,
  deliverToAsker,
  destination as channel,
  failureRecord,
  reportUpdate,
  supersededPlaceholder,
} from './testing/factories';
import { World } from './testing/world';

const destination = asker();
const { chatId } = destination;
const updateOf = (revision: number) => reportUpdate({ runId: chatRunId, revision, destinations: [destination] });

let world: World;

beforeEach(() => {
  world = new World();
  world.telegram.show(chatId, 17);
});

describe.each([1 / 24, 3, 14])('what comes back from the dead-letter queue after %d days', (days) => {
  it.each([
    ['an update of a revision that is shown', updateOf(4)],
    ['an update of an older revision', updateOf(3)],
    ['a delivery', deliverToAsker(4)],
    ['an older delivery', deliverToAsker(2)],
    ['the pointer to the first placeholder', supersededPlaceholder(17)],
    ['the news that the run did not start', failureRecord(chatRequest())],
  ])('changes nothing that is shown when it is %s', async (_what, message) => {
    await world.process(deliverToAsker(4));
    const before = structuredClone(world.telegram.messages);
    world.nowMs += days * dayMs;

    for (let copy = 0; copy < 2; copy += 1) world.enqueue(message);
    await world.drain();

    expect(world.queue.deadLetters).toEqual([]);
    expect(world.telegram.messages).toEqual(before);
  });
});

it('edits the report of a run for as long as the run can be corrected', async () => {
  await world.process(deliverMessage(3));
  world.nowMs += 40 * dayMs;

  await world.process(deliverMessage(4));

  expect(world.telegram.textsIn(channel().chatId)).toEqual([expect.stringContaining('Revision <b>4</b>')]);
});
