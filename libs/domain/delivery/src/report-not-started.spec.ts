import { unknownReportErrorName } from '@pulso/contracts/run-requests';

import { asker, chatRequest, deliverToAsker, failureRecord } from './testing/factories';
import { refuse } from './testing/fake-services';
import { World } from './testing/world';

const { chatId } = asker();
const notPrepared = expect.stringContaining('could not be prepared');

let world: World;

beforeEach(() => {
  world = new World();
  world.telegram.show(chatId, 17);
});

describe('a run that the dispatcher could not start', () => {
  it('is announced in the placeholder of the chat that asked', async () => {
    const comeBack = await world.process(failureRecord(chatRequest()));

    expect(comeBack).toEqual([]);
    expect(world.telegram.textsIn(chatId)).toEqual([notPrepared]);
  });

  it('is told in the private chat of who has pressed a button, in their language', async () => {
    const trigger = {
      type: 'history',
      requestId: '9f86-c1',
      requestedAtMs: 1,
      chatId: '515151',
      windowCount: 7,
      chart: false,
      language: 'es',
    };

    await world.process(failureRecord({ schemaVersion: 1, reportId: 'daily-usage', trigger }));

    expect(world.telegram.textsIn('515151')).toEqual([expect.stringContaining('No se pudo')]);
    expect(world.telegram.textsIn(chatId)).not.toContainEqual(notPrepared);
  });

  it('is not announced to a person who has left, and it is remembered that they have', async () => {
    world.telegram.treatments = [refuse({ status: 'gone', reason: 'bot was blocked by the user' })];

    expect(await world.process(failureRecord(chatRequest()))).toEqual([]);
    await world.process(deliverToAsker(2));

    expect(world.telegram.calls).toHaveLength(1);
    expect(world.logLines.join()).not.toContain('chat-told');
    expect([...world.store.items.values()][0]?.delivery.endedReason).toBe('gone: bot was blocked by the user');
  });

  it.each([
    ['schedule', { type: 'schedule', scheduledTime: '2026-11-25T12:30:00Z' }],
    ['manual', { type: 'manual', requestId: 'a', requestedAtMs: 1 }],
  ])('is only logged as an error when its trigger is %s', async (type, trigger) => {
    const comeBack = await world.process(failureRecord({ schemaVersion: 1, reportId: 'daily-usage', trigger }));

    expect(comeBack).toEqual([]);
    expect(world.telegram.calls).toEqual([]);
    expect(world.logLines).toHaveLength(1);
    expect(world.logLines[0]).toMatch(new RegExp(`"level":"ERROR".*run-not-started.*"trigger":"${type}"`));
  });

  it.each([[undefined], [null], ['{'], [{ schemaVersion: 1 }], [{ ...chatRequest(), trigger: { type: 'moon' } }]])(
    'raises the alarm and goes to the dead-letter queue when its request is %j',
    async (payload) => {
      expect(await world.process(failureRecord(payload))).toEqual([0]);

      expect(world.telegram.calls).toEqual([]);
      expect(world.logLines[0]).toMatch(/"level":"ERROR","event":"run-not-started","trigger":"unreadable"/);
      expect(world.logLines.at(-1)).toContain('"errorName":"MalformedMessageError"');
    },
  );
});

const failedWith = (responsePayload: unknown) => failureRecord(chatRequest(), { responsePayload });
const askAgain = expect.stringContaining('ask for it again');

describe('a person who asks for a report that the dispatcher does not have', () => {
  it('is told so, and not to ask again', async () => {
    await world.process(failedWith({ errorType: unknownReportErrorName, errorMessage: 'No report "gone".' }));

    expect(world.telegram.textsIn(chatId)).toEqual([expect.stringMatching(/^This report no longer exists\.$/)]);
    expect(world.logLines.join()).toContain('"level":"ERROR","event":"run-not-started"');
  });

  it('is told so in their language', async () => {
    const request = chatRequest({ messageId: undefined, language: 'es' });
    const responsePayload = { errorType: unknownReportErrorName };

    await world.process(failureRecord(request, { responsePayload }));

    expect(world.telegram.textsIn(chatId)).toContainEqual(expect.stringContaining('ya no existe'));
  });

  it.each([
    [undefined],
    [null],
    ['UnknownReportError'],
    [{}],
    [{ errorType: 7 }],
    [{ errorType: 'ServiceUnavailable', errorMessage: 'UnknownReportError' }],
    [[{ errorType: 'UnknownReportError' }]],
  ])('is no person whose request failed with %j', async (responsePayload) => {
    expect(await world.process(failedWith(responsePayload))).toEqual([]);

    expect(world.telegram.textsIn(chatId)).toEqual([askAgain]);
  });
});
