import {
  asker,
  askerWithoutPlaceholder,
  chatRequest,
  deliverToAsker,
  failureRecord,
  supersededPlaceholder,
} from './testing/factories';
import { answerLost, notEditable, refuse } from './testing/fake-services';
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

describe('the second placeholder of a repeated bot reply', () => {
  it('does not wait for what will never be shown in this chat', async () => {
    world.telegram.movedChats.set(chatId, '-1001');
    await world.process(deliver());

    expect(await world.process(supersededPlaceholder())).toEqual([]);

    world.telegram.movedChats.clear();
    world.telegram.treatments = [refuse({ status: 'gone', reason: 'bot was kicked' })];
    await world.process(deliverToAsker(2, { runId: 'daily-usage/chat/other' }));

    expect(await world.process(supersededPlaceholder(18, { runId: 'daily-usage/chat/other' }))).toEqual([]);
    expect(world.queue.pauses).toEqual([]);
  });

  it('is left alone when it is the one that shows the report', async () => {
    await world.process(deliver());

    expect(await world.process(supersededPlaceholder(17))).toEqual([]);

    expect(world.telegram.textsIn(chatId)[0]).toContain('Revision <b>2</b>');
    expect(world.logLines.at(-1)).toMatch(/"level":"WARN","event":"placeholder-kept".*"cause":"shows-report"/);
  });

  it('can only be logged when the message does not say which it is', async () => {
    const nowhere = supersededPlaceholder(18, { destination: askerWithoutPlaceholder() });

    expect(await world.process(nowhere)).toEqual([]);

    expect(world.telegram.calls).toEqual([]);
    expect(world.logLines).toEqual([
      expect.stringMatching(/"level":"WARN","event":"placeholder-kept".*"cause":"none-given"/),
    ]);
  });
});
