import { asker, chatRequest, chatRunId, deliverMessage, failureRecord, runId } from '../testing/factories';
import { refuse } from '../testing/fake-telegram';
import { World } from '../testing/world';

const { chatId } = asker();
const pointer = expect.stringContaining('in another message');
const superseded = (messageId: number | undefined = 18) => ({
  schemaVersion: 1,
  type: 'placeholder-superseded',
  runId,
  destination: asker({ placeholderMessageId: messageId }),
});

let world: World;

beforeEach(() => {
  world = new World();
  world.telegram.show(chatId, 17);
  world.telegram.show(chatId, 18);
});

describe('the second placeholder of a repeated bot reply', () => {
  it.each(['before', 'after'])('points to the first one %s the report is there', async (order) => {
    const report = deliverMessage(2, { destination: asker() });
    const messages = order === 'before' ? [superseded(), report] : [report, superseded()];

    for (const message of messages) world.enqueue(message);
    await world.drain();

    expect(world.telegram.textsIn(chatId)).toEqual([expect.stringContaining('Revision <b>2</b>'), pointer]);
  });

  it('waits until another message shows something: an edit that arrives late would cover what this one shows', async () => {
    world.telegram.treatments = [{ kind: 'late', afterMs: 5_000 }];

    world.enqueue({ ...superseded(17), runId: chatRunId });
    world.enqueue(failureRecord(chatRequest()), 1_000);
    world.enqueue(deliverMessage(2, { runId: chatRunId, destination: asker({ placeholderMessageId: 18 }) }), 2_000);
    await world.drain();

    const texts = world.telegram.textsIn(chatId);
    expect(texts).toHaveLength(2);
    expect(texts).toEqual(expect.arrayContaining([expect.stringContaining('Revision <b>2</b>'), pointer]));
  });

  it('does not wait for what will never be shown in this chat', async () => {
    world.telegram.movedChats.set(chatId, '-1001');
    await world.process(deliverMessage(2, { destination: asker() }));

    expect(await world.process(superseded())).toEqual([]);

    world.telegram.movedChats.clear();
    world.telegram.treatments = [refuse({ status: 'gone', reason: 'bot was kicked' })];
    await world.process(deliverMessage(2, { destination: asker(), runId: chatRunId }));

    expect(await world.process({ ...superseded(), runId: chatRunId })).toEqual([]);
    expect(world.queue.pauses).toEqual([]);
  });

  it('points to the report that was sent anew because the first placeholder was deleted', async () => {
    world.telegram.delete(17);

    world.enqueue(superseded());
    world.enqueue(deliverMessage(2, { destination: asker() }));
    await world.drain();

    expect(world.telegram.textsIn(chatId)).toEqual([pointer, expect.stringContaining('Revision <b>2</b>')]);
  });

  it('is left alone when it is the one that shows the report', async () => {
    await world.process(deliverMessage(2, { destination: asker() }));

    expect(await world.process(superseded(17))).toEqual([]);

    expect(world.telegram.textsIn(chatId)[0]).toContain('Revision <b>2</b>');
    expect(world.logLines.at(-1)).toMatch(/"level":"WARN","event":"placeholder-kept".*"cause":"shows-report"/);
  });

  it('is edited again after a lost answer', async () => {
    await world.process(deliverMessage(2, { destination: asker() }));
    world.telegram.treatments = [{ kind: 'late', afterMs: 5_000 }];

    world.enqueue(superseded());
    await world.drain();

    expect(world.telegram.textsIn(chatId)[1]).toEqual(pointer);
    expect(world.queue.pauses).toEqual([10]);
    expect(world.logLines.at(-1)).toMatch(/"event":"placeholder-superseded".*"outcome":"edited"/);
  });

  it.each([
    [6_000, 7],
    [60_000, 61],
  ])('waits in the queue for a flood limit of %i ms', async (retryAfterMs, pauseSeconds) => {
    await world.process(deliverMessage(2, { destination: asker() }));
    world.telegram.treatments = [refuse({ status: 'rate-limited', retryAfterMs })];

    expect(await world.process(superseded())).toEqual([0]);

    expect(world.queue.pauses).toEqual([pauseSeconds]);
  });

  it('may be gone', async () => {
    await world.process(deliverMessage(2, { destination: asker() }));
    world.telegram.delete(18);

    expect(await world.process(superseded())).toEqual([]);

    expect(world.logLines.at(-1)).toMatch(/"event":"placeholder-superseded".*"outcome":"message-lost"/);
  });

  it('comes back while Telegram can not be reached', async () => {
    await world.process(deliverMessage(2, { destination: asker() }));
    const unreachable = refuse({ status: 'not-sent', reason: 'ENOTFOUND' });
    world.telegram.treatments = [unreachable, unreachable, unreachable];

    expect(await world.process(superseded())).toEqual([0]);
  });

  it('waits for a deployment that knows the kind of its destination', async () => {
    expect(await world.process({ ...superseded(), destination: { type: 'pager', name: 'night' } })).toEqual([0]);

    expect(world.logLines.join()).toContain('"errorName":"UnknownDestinationKindError"');
  });

  it('can only be logged when the message does not say which it is', async () => {
    const { placeholderMessageId: _, ...nowhere } = asker();

    expect(await world.process({ ...superseded(), destination: nowhere })).toEqual([]);

    expect(world.telegram.calls).toEqual([]);
    expect(world.logLines).toEqual([
      expect.stringMatching(/"level":"WARN","event":"placeholder-kept".*"cause":"none-given"/),
    ]);
  });
});
