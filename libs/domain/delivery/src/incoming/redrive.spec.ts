import {
  asker,
  chatRequest,
  chatRunId,
  deliverMessage,
  destination as channel,
  failureRecord,
  reportUpdate,
} from '../testing/factories';
import { World } from '../testing/world';

const dayMs = 86_400_000;
const destination = asker();
const { chatId } = destination;
const toAsker = (revision: number) => deliverMessage(revision, { runId: chatRunId, destination });
const superseded = { schemaVersion: 1, type: 'placeholder-superseded', runId: chatRunId, destination };

let world: World;

beforeEach(() => {
  world = new World();
  world.telegram.show(chatId, 17);
});

describe.each([1 / 24, 3, 14])('what comes back from the dead-letter queue after %d days', (days) => {
  it.each([
    [
      'an update of a revision that is shown',
      reportUpdate({ runId: chatRunId, revision: 4, destinations: [destination] }),
    ],
    ['an update of an older revision', reportUpdate({ runId: chatRunId, revision: 3, destinations: [destination] })],
    ['a delivery', toAsker(4)],
    ['an older delivery', toAsker(2)],
    ['the pointer to the first placeholder', superseded],
    ['the news that the run did not start', failureRecord(chatRequest())],
  ])('changes nothing that is shown when it is %s', async (_what, message) => {
    await world.process(toAsker(4));
    const before = structuredClone(world.telegram.messages);
    world.nowMs += days * dayMs;

    for (let copy = 0; copy < 2; copy += 1) world.enqueue(message);
    await world.drain();

    expect(world.queue.deadLetters).toEqual([]);
    expect(world.telegram.messages).toEqual(before);
  });

  it('is shown late when it is the first that the chat hears', async () => {
    world.nowMs += days * dayMs;

    expect(await world.process(failureRecord(chatRequest()))).toEqual([]);
    const notice = world.telegram.textsIn(chatId);
    expect(await world.process(toAsker(2))).toEqual([]);

    expect(notice).toEqual([expect.stringContaining('could not be prepared')]);
    expect(world.telegram.textsIn(chatId)).toEqual([expect.stringContaining('Revision <b>2</b>')]);
  });
});

it('edits the report of a run for as long as the run can be corrected', async () => {
  await world.process(deliverMessage(3));
  world.nowMs += 40 * dayMs;

  await world.process(deliverMessage(4));

  expect(world.telegram.textsIn(channel().chatId)).toEqual([expect.stringContaining('Revision <b>4</b>')]);
});
