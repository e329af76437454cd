import {
  asker,
  content,
  contentOf,
  deliverMessage,
  deliverToAsker,
  destination,
  progressOf,
} from './testing/factories';
import { notEditable, refuse, repeatedMark } from './testing/fake-services';
import { World } from './testing/world';

const { chatId } = destination();

const refusedEdit = refuse({ status: 'rejected', errorCode: 400, description: 'Bad Request: MESSAGE_REFUSED' });

let world: World;

beforeEach(() => {
  world = new World();
});

describe('a report that was counted again', () => {
  const recounted = content({
    values: [{ queryId: 'n', title: { en: 'Requests' }, value: 103, recountedFrom: 100 }],
  });

  it('is edited and says what came late', async () => {
    await world.process(deliverMessage(3));

    await world.process(deliverMessage(4, { content: recounted }));

    expect(world.telegram.calls.map(({ method }) => method)).toEqual(['send', 'edit']);
    expect(world.telegram.textsIn(chatId)).toEqual([
      expect.stringContaining('<i>With records that came late: Requests +3.</i>'),
    ]);
  });

  it('does not come back where its message was deleted', async () => {
    await world.process(deliverMessage(3));
    world.telegram.delete(world.telegram.messages[0]?.messageId ?? 0);

    await world.process(deliverMessage(4, { content: recounted }));
    await world.process(deliverMessage(4, { content: recounted }));

    expect(world.telegram.calls.map(({ method }) => method)).toEqual(['send', 'edit']);
    expect(world.telegram.messages).toEqual([]);
  });
});

describe('a refusal by Telegram', () => {
  it('ends the destination that is gone, with the reason, and no other', async () => {
    world.telegram.treatments = [refuse({ status: 'gone', reason: 'bot was blocked by the user' })];
    const asked = content({ ...contentOf(3), trigger: 'chat' });

    await world.process(deliverMessage(3, { content: asked }));
    await world.process(deliverMessage(4), deliverMessage(4, { destination: destination({ chatId: '5' }) }));

    expect(world.telegram.calls).toHaveLength(2);
    expect(world.telegram.messages).toMatchObject([{ chatId: '5' }]);
    expect([...world.store.items.values()][0]?.delivery.endedReason).toBe('gone: bot was blocked by the user');
    expect(world.logLines.some((line) => line.includes('ERROR'))).toBe(false);
  });

  it('falls back to plain text once when Telegram does not take the markup', async () => {
    const rejected = refuse({ status: 'rejected', errorCode: 400, description: "can't parse entities" });
    world.telegram.treatments = [rejected];

    const comeBack = await world.process(deliverMessage(3));

    expect(comeBack).toEqual([]);
    expect(world.telegram.textsIn(chatId)[0]).toMatch(/^Revision 3\n/);
    expect(world.logLines.join()).toMatch(/"level":"ERROR","event":"report-text-rejected"/);
  });

  it('ends with an error what is rejected as plain text too', async () => {
    const rejected = refuse({ status: 'rejected', errorCode: 400, description: 'message is too long' });
    world.telegram.treatments = [rejected, rejected];

    expect(await world.process(deliverMessage(3))).toEqual([]);
    await world.process(deliverMessage(4));

    expect(world.telegram.calls).toHaveLength(2);
    expect(world.logLines.at(-1)).toMatch(/"level":"ERROR".*delivery-ended.*400 message is too long/);
  });

  describe.each([
    ['rejects as markup and as plain text', [refusedEdit, refusedEdit]],
    ['may not write', [refuse({ status: 'gone', reason: 'bot was kicked from the group chat' })]],
    ['does not take as an edit of its message', [notEditable]],
  ])('of progress, which Telegram %s,', (_case, treatments) => {
    it('keeps no report from being delivered', async () => {
      world.telegram.show(asker().chatId, 17);
      world.telegram.treatments = [...treatments];

      const comeBack = await world.process(deliverToAsker(2, { content: progressOf(2) }));
      await world.process(deliverToAsker(3));

      expect(comeBack).toEqual([]);
      expect(world.telegram.textsIn(asker().chatId)).toEqual([expect.stringContaining('Revision <b>3</b>')]);
      expect(world.logLines.join()).toMatch(/"level":"WARN","event":"progress-refused"/);
      expect(world.logLines.join()).not.toContain('delivery-ended');
    });
  });

  it.each([
    ['WARN', 'a chat without the bot', { status: 'gone', reason: 'bot was kicked from the group chat' } as const],
    [
      'WARN',
      'a chat that is closed to it',
      { status: 'rejected', errorCode: 400, description: 'TOPIC_CLOSED' } as const,
    ],
    ['ERROR', 'a text that is refused', { status: 'rejected', errorCode: 409, description: 'Conflict' } as const],
  ])('is a %s without advice where a person has asked and the reason is %s', async (level, _title, refusal) => {
    world.telegram.treatments = [refuse(refusal)];

    await world.process(deliverMessage(3, { content: content({ trigger: 'chat' }), destination: asker() }));

    const [line] = world.logLines.map((each) => JSON.parse(each));
    expect(line).toMatchObject({ level, event: 'delivery-ended', trigger: 'chat' });
    expect(line).not.toHaveProperty('advice');
  });

  it('comes back when the fresh token is refused too, and is no repeat then', async () => {
    world.telegram.treatments = [refuse({ status: 'unauthorized' }), refuse({ status: 'unauthorized' })];

    expect(await world.process(deliverMessage(3))).toEqual([0]);
    expect(world.logLines.join()).toContain('"errorName":"BotTokenRefusedError"');
    expect(await world.process(deliverMessage(3))).toEqual([]);

    expect(world.tokenRefreshCount).toBe(1);
    expect(world.telegram.textsIn(chatId)).toEqual([expect.not.stringContaining(repeatedMark)]);
  });

  it.each([
    ['starts', 20_000, ['send', 'send']],
    ['starts no', 20_001, ['send']],
  ])('%s call when %i of 30 s have gone: it needs 8 s, and 2 s to be stored', async (_starts, afterMs, calls) => {
    world.telegram.treatments = [refuse({ status: 'migrated', toChatId: '-1' })];
    world.telegram.whileCalled = () => {
      world.telegram.whileCalled = () => Promise.resolve();
      world.nowMs += afterMs;
      return Promise.resolve();
    };

    const comeBack = await world.process(deliverMessage(3));

    expect(world.telegram.calls.map(({ method }) => method)).toEqual(calls);
    expect([comeBack, world.queue.pauses]).toEqual(calls.length === 2 ? [[], []] : [[0], [1]]);
  });
});
