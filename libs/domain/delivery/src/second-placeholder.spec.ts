import { asker, askerWithoutPlaceholder, chatRequest, deliverToAsker, failureRecord } from './testing/factories';
import { answerLost, notEditable, repeatedMark } from './testing/fake-services';
import { World } from './testing/world';

const { chatId } = asker();
const preparing = 'preparing';
const notPrepared = expect.stringContaining('could not be prepared');
const pointer = expect.stringContaining('in another message');
const report = expect.stringContaining('Revision <b>2</b>');

const deliver = (destination = asker()) => deliverToAsker(2, { destination });
const firstFails = failureRecord(chatRequest());
const secondFails = failureRecord(chatRequest({ messageId: 18 }));

let world: World;

beforeEach(() => {
  world = new World();
  world.telegram.show(chatId, 17, preparing);
  world.telegram.show(chatId, 18, preparing);
});

const textOf = (messageId: number) => world.telegram.messages.find((shown) => shown.messageId === messageId)?.text;
const reports = () => world.telegram.textsIn(chatId).filter((text) => text.includes('Revision <b>2</b>'));

/** How the first placeholder is, and what it goes on saying where it can't be edited. */
const firstPlaceholders: [string, () => void, string | undefined][] = [
  ['is deleted', () => world.telegram.delete(17), undefined],
  ["can't be edited", () => world.telegram.treatments.push(notEditable), preparing],
];

describe.each(firstPlaceholders)(
  'a second request that fails for good while the first placeholder %s',
  (_which, lose, left) => {
    beforeEach(lose);

    it('points to the report that was sent anew', async () => {
      await world.process(deliver());

      expect(await world.process(secondFails)).toEqual([]);

      expect([textOf(17), textOf(18), reports()]).toEqual([left, pointer, [report]]);
    });

    it('points to the notice that no report will come, and then to the report in its place', async () => {
      await world.process(firstFails);

      await world.process(secondFails);

      expect([textOf(17), textOf(18), textOf(101)]).toEqual([left, pointer, notPrepared]);

      await world.process(deliver(asker({ placeholderMessageId: 18 })));

      expect([textOf(17), textOf(18), textOf(101)]).toEqual([left, pointer, report]);
    });
  },
);

describe('a second request that fails for good', () => {
  it('gives its notice to the report of the first, whose placeholder points there', async () => {
    await world.process(secondFails);
    await world.process(deliver());

    expect([textOf(17), textOf(18), reports()]).toEqual([pointer, report, [report]]);
  });

  it('is not told that none will come while the report, which has no placeholder, may be there', async () => {
    world.telegram.treatments = [answerLost];
    world.enqueue(deliver(askerWithoutPlaceholder()));
    await world.receive();

    world.enqueue(secondFails);
    await world.receive();

    expect(textOf(18)).toBe(preparing);

    await world.drain();

    expect(textOf(18)).toEqual(pointer);
    expect(reports().map((text) => text.includes(repeatedMark))).toEqual([false, true]);
  });

  it('rings no alarm for a report that is there while its own placeholder waits to be tidied up', async () => {
    await world.process(deliver());
    world.enqueue(deliver(asker({ placeholderMessageId: 18 })));
    world.nowMs += 29 * 60_000;
    world.telegram.treatments.push(answerLost);

    await world.receive();

    expect(world.queue.pauses).toEqual([870]);
    expect(world.linesOf('delivery-delayed')).toEqual([]);
  });
});
