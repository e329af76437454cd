import {
  asker,
  askerWithoutPlaceholder,
  chatRequest,
  deliverToAsker,
  failureRecord,
  supersededPlaceholder,
} from './testing/factories';
import { refuse } from './testing/fake-services';
import { World } from './testing/world';

const { chatId } = asker();
const otherRun = { runId: 'daily-usage/chat/other' };
const pointer = expect.stringContaining('in another message');
const report = deliverToAsker(2);
const shownReport = expect.stringContaining('Revision <b>2</b>');

let world: World;

beforeEach(() => {
  world = new World();
  world.telegram.show(chatId, 17);
  world.telegram.show(chatId, 18);
});

describe('the second placeholder of a repeated bot reply', () => {
  it.each(['before', 'after'])('points to the first one %s the report is there', async (order) => {
    const messages = order === 'before' ? [supersededPlaceholder(), report] : [report, supersededPlaceholder()];

    for (const message of messages) world.enqueue(message);
    await world.drain();

    expect(world.telegram.textsIn(chatId)).toEqual([shownReport, pointer]);
  });

  it('waits until another message shows something: an edit that arrives late would cover what this one shows', async () => {
    world.telegram.treatments = [{ kind: 'late', afterMs: 5_000 }];

    world.enqueue(supersededPlaceholder(17));
    world.enqueue(failureRecord(chatRequest()), 1_000);
    world.enqueue(deliverToAsker(2, { destination: asker({ placeholderMessageId: 18 }) }), 2_000);
    await world.drain();

    const texts = world.telegram.textsIn(chatId);
    expect(texts).toHaveLength(2);
    expect(texts).toEqual(expect.arrayContaining([shownReport, pointer]));
  });

  it('does not wait for what will never be shown in this chat', async () => {
    world.telegram.movedChats.set(chatId, '-1001');
    await world.process(report);

    expect(await world.process(supersededPlaceholder())).toEqual([]);

    world.telegram.movedChats.clear();
    world.telegram.treatments = [refuse({ status: 'gone', reason: 'bot was kicked' })];
    await world.process(deliverToAsker(2, otherRun));

    expect(await world.process(supersededPlaceholder(18, otherRun))).toEqual([]);
    expect(world.queue.pauses).toEqual([]);
  });

  it('is left alone when it is the one that shows the report', async () => {
    await world.process(report);

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
