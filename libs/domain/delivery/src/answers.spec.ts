import { classifyRefusal } from '@pulso/kit/telegram';

import {
  asker,
  chatRequest,
  content,
  contentOf,
  deliverMessage,
  deliverToAsker,
  deliverWithChart,
  destination,
  failureRecord,
  progressOf,
} from './testing/factories';
import { type TelegramTreatment, notEditable, refuse, repeatedMark } from './testing/fake-services';
import { World } from './testing/world';

const { chatId } = destination();
const { chatId: askerId } = asker();

const rejected = (description: string) => refuse({ status: 'rejected', errorCode: 400, description });
const refusedEdit = rejected('Bad Request: MESSAGE_REFUSED');

let world: World;

beforeEach(() => {
  world = new World();
});

describe('a report with a backfill', () => {
  const backfilled = content({
    values: [{ queryId: 'n', title: { en: 'Requests' }, value: 103, backfilledFrom: 100 }],
  });

  it('is edited and says what came late', async () => {
    await world.process(deliverMessage(3));

    await world.process(deliverMessage(4, { content: backfilled }));

    expect(world.telegram.textsIn(chatId)).toEqual([
      expect.stringContaining('<i>With records that came late: Requests +3.</i>'),
    ]);
  });

  it('does not bring back a deleted message', async () => {
    await world.process(deliverMessage(3));
    world.telegram.delete(world.telegram.messages[0]?.messageId ?? 0);

    await world.process(deliverMessage(4, { content: backfilled }));
    await world.process(deliverMessage(4, { content: backfilled }));

    expect(world.telegram.calls.map(({ method }) => method)).toEqual(['send', 'edit']);
    expect(world.telegram.messages).toEqual([]);
  });
});

describe('a refusal by Telegram', () => {
  it('ends only the delivery to the lost chat, with the reason', async () => {
    world.telegram.treatments = [refuse({ status: 'gone', reason: 'bot was blocked by the user' })];
    const asked = content({ ...contentOf(3), trigger: 'chat' });

    await world.process(deliverMessage(3, { content: asked }));
    await world.process(deliverMessage(4), deliverMessage(4, { destination: destination({ chatId: '5' }) }));

    expect(world.telegram.calls).toHaveLength(2);
    expect(world.telegram.messages).toMatchObject([{ chatId: '5' }]);
    expect([...world.store.items.values()][0]?.delivery.endedReason).toBe('gone: bot was blocked by the user');
    expect(world.logLines.some((line) => line.includes('ERROR'))).toBe(false);
  });

  it('is followed by plain text, once, when Telegram refuses the markup', async () => {
    world.telegram.treatments = [rejected("can't parse entities")];

    expect(await world.process(deliverMessage(3))).toEqual([]);

    expect(world.telegram.textsIn(chatId)[0]).toMatch(/^Revision 3\n/);
    expect(world.linesOf('report-text-rejected')).toMatchObject([{ level: 'ERROR' }]);
  });

  it('ends the delivery with an error when plain text is refused, too', async () => {
    world.telegram.treatments = [rejected('message is too long'), rejected('message is too long')];

    expect(await world.process(deliverMessage(3))).toEqual([]);
    await world.process(deliverMessage(4));

    expect(world.telegram.calls).toHaveLength(2);
    expect(world.logLines.at(-1)).toMatch(/"level":"ERROR".*delivery-ended.*400 message is too long/);
  });

  it.each<[string, TelegramTreatment[]]>([
    ['rejects as markup and as plain text', [refusedEdit, refusedEdit]],
    ['may not write', [refuse({ status: 'gone', reason: 'bot was kicked from the group chat' })]],
    ['does not take as an edit of its message', [notEditable]],
  ])('of progress, which Telegram %s, does not stop the report', async (_case, treatments) => {
    world.telegram.show(askerId, 17);
    world.telegram.treatments = treatments;

    expect(await world.process(deliverToAsker(2, { content: progressOf(2) }))).toEqual([]);
    expect(world.telegram.textsIn(askerId)).toEqual(['preparing']);
    await world.process(deliverToAsker(3));

    expect(world.telegram.textsIn(askerId)).toEqual([expect.stringContaining('Revision <b>3</b>')]);
    expect(world.linesOf('progress-refused')).toMatchObject([{ level: 'WARN', revision: 2 }]);
    expect(world.linesOf('delivery-ended')).toEqual([]);
  });

  it('of a text is an error without advice if a person asked', async () => {
    world.telegram.treatments = [refuse({ status: 'rejected', errorCode: 409, description: 'Conflict' })];

    await world.process(deliverMessage(3, { content: content({ trigger: 'chat' }), destination: asker() }));

    const [line] = world.linesOf('delivery-ended');
    expect(line).toMatchObject({ level: 'ERROR', trigger: 'chat' });
    expect(line).not.toHaveProperty('advice');
  });

  it('of a fresh token brings the message back, and the report is no repeat', async () => {
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
  ])('%s call after %i of 30 s: a call needs 8 s, and the store 2 s', async (_starts, afterMs, calls) => {
    world.telegram.treatments = [refuse({ status: 'migrated', toChatId: '-1' })];
    world.telegram.whileCalled = async () => {
      world.telegram.whileCalled = () => Promise.resolve();
      world.nowMs += afterMs;
    };

    const comeBack = await world.process(deliverMessage(3));

    expect(world.telegram.calls.map(({ method }) => method)).toEqual(calls);
    expect([comeBack, world.queue.pauses]).toEqual(calls.length === 2 ? [[], []] : [[0], [1]]);
  });
});

/** Telegram's answers where the bot may not write until a person changes something. */
it.each([
  [403, 'Forbidden: bot was kicked from the channel chat'],
  [403, 'Forbidden: bot was kicked from the supergroup chat'],
  [403, 'Forbidden: bot is not a member of the channel chat'],
  [403, 'Forbidden: bot was blocked by the user'],
  [403, 'Forbidden: user is deactivated'],
  [403, "Forbidden: bot can't initiate conversation with a user"],
  [403, 'Forbidden: the group chat was deleted'],
  [400, 'Bad Request: group chat was deactivated'],
  [400, 'Bad Request: chat not found'],
  [400, 'Bad Request: need administrator rights in the channel chat'],
  [400, 'Bad Request: not enough rights to send text messages to the chat'],
  [400, 'Bad Request: have no rights to send a message'],
  [400, 'Bad Request: CHAT_WRITE_FORBIDDEN'],
  [400, 'Bad Request: CHAT_ADMIN_REQUIRED'],
  [400, 'Bad Request: CHAT_RESTRICTED'],
  [400, 'Bad Request: CHANNEL_PRIVATE'],
  [400, 'Bad Request: message thread not found'],
  [400, 'Bad Request: TOPIC_CLOSED'],
  [400, 'Bad Request: TOPIC_DELETED'],
])('"%s %s" ends a delivery after one call, with an alarm unless a person asked', async (errorCode, description) => {
  const answer = { ok: false, error_code: errorCode, description };
  const refused = refuse(classifyRefusal({ httpStatus: errorCode, answer }));
  world.telegram.show(askerId, 17);
  world.telegram.treatments = [refused, refused];

  await world.process(deliverMessage(3));
  await world.process(deliverMessage(4));
  await world.process(deliverMessage(3, { content: content({ trigger: 'chat' }), destination: asker() }));

  expect(world.telegram.calls).toHaveLength(2);
  expect(world.linesOf('delivery-ended')).toMatchObject([
    { level: 'ERROR', advice: expect.any(String) },
    { level: 'WARN' },
  ]);
  expect(world.logLines).toHaveLength(2);
});

describe.each<[string, TelegramTreatment[]]>([
  ["can't be edited any more", [notEditable]],
  ['refuses an edit as markup and as plain text', [refusedEdit, refusedEdit]],
])('a message that %s', (_case, refusals) => {
  it.each([
    ['a placeholder', undefined],
    ['progress', deliverToAsker(2, { content: progressOf(2) })],
    ['a notice', failureRecord(chatRequest())],
  ])('stays, and the report comes below it without "Repeated", when it shows %s', async (_what, first) => {
    world.telegram.show(askerId, 17);
    if (first) await world.process(first);
    const [shown] = world.telegram.textsIn(askerId);
    world.telegram.treatments = [...refusals];

    expect(await world.process(deliverToAsker(3))).toEqual([]);

    const texts = world.telegram.textsIn(askerId);
    expect(texts).toEqual([shown, expect.stringContaining('Revision <b>3</b>')]);
    expect(texts[1]).not.toContain(repeatedMark);
    expect(world.linesOf('message-left')).toMatchObject([
      { level: 'WARN', revision: 3, description: expect.stringContaining('Bad Request') },
    ]);
  });

  it('is followed by a report that always says "Repeated", when it shows a report', async () => {
    await world.process(deliverMessage(3));
    world.telegram.treatments = [...refusals];

    await world.process(deliverMessage(4));
    await world.process(deliverMessage(5));

    const texts = world.telegram.textsIn(chatId);
    expect(texts.map((text) => text.includes(repeatedMark))).toEqual([false, true]);
    expect(texts[0]).toContain('Revision <b>3</b>');
    expect(texts[1]).toContain('Revision <b>5</b>');
  });
});

it('ends the delivery with an alarm when the new message is refused, too', async () => {
  world.telegram.show(askerId, 17);
  world.telegram.treatments = Array.from({ length: 4 }, () => refusedEdit);

  await world.process(deliverToAsker(3));

  expect(world.telegram.calls).toHaveLength(4);
  expect(world.logLines.at(-1)).toMatch(/"level":"ERROR".*delivery-ended/);
});

describe('a chart', () => {
  const pictures = () => world.telegram.picturesIn(chatId).map(({ text }) => text);

  it("is followed by a new one, marked as a repeat, when it can't be edited any more", async () => {
    await world.process(deliverWithChart(3));
    world.telegram.treatments = [{ kind: 'ok' }, notEditable];

    expect(await world.process(deliverWithChart(4))).toEqual([]);

    const repeated = 'You may see this report twice.\nChart of Revision 4';
    expect(pictures()).toEqual(['Chart of Revision 3', repeated]);
    expect(world.telegram.textsIn(chatId)).toHaveLength(1);
  });

  it('is sent anew, not as a repeat, when a person has deleted it', async () => {
    await world.process(deliverWithChart(3));
    world.telegram.delete(world.telegram.picturesIn(chatId)[0]?.messageId ?? 0);

    await world.process(deliverWithChart(4));

    expect(pictures()).toEqual(['Chart of Revision 4']);
  });
});
