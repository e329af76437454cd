import { unknownReportErrorName } from '@pulso/contracts/run-requests';
import { minuteMs } from '@pulso/kit/time';

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
const pointer = expect.stringContaining('already answered');
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

describe('a run that the dispatcher could not start', () => {
  it('is announced in the placeholder of the chat that asked', async () => {
    expect(await world.process(firstFails)).toEqual([]);

    expect(textOf(17)).toEqual(notPrepared);
  });

  it('is told to the person who pressed a button, in their private chat and language', async () => {
    const history = { type: 'history', requestId: '9f86-c1', chatId: '515151', windowCount: 7, chart: false };
    const trigger = { ...history, requestedAtMs: 1, language: 'es' };

    await world.process(failureRecord({ schemaVersion: 1, reportId: 'daily-usage', trigger }));

    expect(world.telegram.textsIn('515151')).toEqual([expect.stringContaining('No se pudo')]);
    expect(world.telegram.textsIn(chatId)).toEqual([preparing, preparing]);
  });

  it('is not announced to a person who has left, which is stored', async () => {
    world.telegram.treatments = [refuse({ status: 'gone', reason: 'bot was blocked by the user' })];

    expect(await world.process(firstFails)).toEqual([]);
    await world.process(deliver());

    expect(world.telegram.calls).toHaveLength(1);
    expect(world.linesOf('chat-told')).toEqual([]);
    expect([...world.store.items.values()][0]?.delivery.endedReason).toBe('gone: bot was blocked by the user');
  });

  it.each([
    ['schedule', { type: 'schedule', scheduledTime: '2026-11-25T12:30:00Z' }],
    ['manual', { type: 'manual', requestId: 'a', requestedAtMs: 1 }],
  ])('is only logged as an error when its trigger is %s', async (type, trigger) => {
    expect(await world.process(failureRecord({ schemaVersion: 1, reportId: 'daily-usage', trigger }))).toEqual([]);

    expect(world.telegram.calls).toEqual([]);
    expect(world.logLines).toHaveLength(1);
    expect(world.linesOf('run-not-started')).toMatchObject([{ level: 'ERROR', trigger: type }]);
  });

  it.each([[undefined], [null], ['{'], [{ schemaVersion: 1 }], [{ ...chatRequest(), trigger: { type: 'moon' } }]])(
    'raises the alarm and goes to the dead-letter queue when its request is %j',
    async (payload) => {
      expect(await world.process(failureRecord(payload))).toEqual([0]);

      expect(world.telegram.calls).toEqual([]);
      expect(world.linesOf('run-not-started')).toMatchObject([{ level: 'ERROR', trigger: 'unreadable' }]);
      expect(world.logLines.at(-1)).toContain('"errorName":"MalformedMessageError"');
    },
  );
});

describe('a person who asks for an unknown report', () => {
  it.each([
    ['en', /^This report no longer exists\.$/],
    ['es', /ya no existe/],
  ])('is told so in their language (%s), and should not ask again', async (language, text) => {
    const unknownReport = { errorType: unknownReportErrorName, errorMessage: 'No report "gone".' };

    await world.process(failureRecord(chatRequest({ language }), unknownReport));

    expect(textOf(17)).toMatch(text);
    expect(world.linesOf('run-not-started')).toMatchObject([{ level: 'ERROR' }]);
  });

  it.each([
    [undefined],
    [null],
    ['UnknownReportError'],
    [{ errorType: 7 }],
    [{ errorType: 'ServiceUnavailable', errorMessage: 'UnknownReportError' }],
    [[{ errorType: 'UnknownReportError' }]],
  ])('is not a person whose request failed with %j', async (responsePayload) => {
    await world.process({ ...firstFails, responsePayload });

    expect(textOf(17)).toContain('ask for it again');
  });
});

describe.each<[string, () => void, string | undefined]>([
  ['is deleted', () => world.telegram.delete(17), undefined],
  ["can't be edited", () => world.telegram.treatments.push(notEditable), preparing],
])('a second request that fails for good while the first placeholder %s', (_which, lose, left) => {
  beforeEach(lose);

  it('points to the report that was sent anew', async () => {
    await world.process(deliver());

    expect(await world.process(secondFails)).toEqual([]);

    expect([textOf(17), textOf(18), textOf(101)]).toEqual([left, pointer, report]);
  });

  it('points to the notice that no report will come, and then to the report that replaces it', async () => {
    await world.process(firstFails);

    await world.process(secondFails);

    expect([textOf(17), textOf(18), textOf(101)]).toEqual([left, pointer, notPrepared]);

    await world.process(deliver(asker({ placeholderMessageId: 18 })));

    expect([textOf(17), textOf(18), textOf(101)]).toEqual([left, pointer, report]);
  });
});

describe('a second placeholder', () => {
  it('rings no alarm while it waits, if the report is there', async () => {
    await world.process(deliver());
    world.enqueue(deliver(asker({ placeholderMessageId: 18 })));
    world.nowMs += 29 * minuteMs;
    world.telegram.treatments.push(answerLost);

    await world.receive();

    expect(world.queue.pauses).toEqual([870]);
    expect(world.linesOf('delivery-delayed')).toEqual([]);
  });

  it('does not wait for a report that this chat will never show', async () => {
    world.telegram.movedChats.set(chatId, '-1001');
    await world.process(deliver());

    expect(await world.process(supersededPlaceholder())).toEqual([]);

    const other = { runId: 'daily-usage/chat/other' };
    world.telegram.movedChats.clear();
    world.telegram.treatments = [refuse({ status: 'gone', reason: 'bot was kicked' })];
    await world.process(deliverToAsker(2, other));

    expect(await world.process(supersededPlaceholder(18, other))).toEqual([]);
    expect(world.queue.pauses).toEqual([]);
  });

  it('is not edited when it shows the report', async () => {
    await world.process(deliver());

    expect(await world.process(supersededPlaceholder(17))).toEqual([]);

    expect(textOf(17)).toEqual(report);
    expect(world.linesOf('placeholder-kept')).toMatchObject([{ level: 'WARN', cause: 'shows-report' }]);
  });

  it('is only logged when the message does not name it', async () => {
    expect(await world.process(supersededPlaceholder(18, { destination: askerWithoutPlaceholder() }))).toEqual([]);

    expect(world.telegram.calls).toEqual([]);
    expect(world.linesOf('placeholder-kept')).toMatchObject([{ level: 'WARN', cause: 'none-given' }]);
  });
});
