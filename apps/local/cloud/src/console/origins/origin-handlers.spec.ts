import { LogStore } from '@pulso/local/aws';
import { type ConversationMessage } from '@pulso/world/telegram';

import { RefusedOperationError } from '../../errors';
import { createMapLine } from '../map-line';
import { RunIndex } from '../runs/run-index';
import { createOriginHandlers } from './origin-handlers';
import { UpdateIndex } from './update-index';

const functionName = 'pulso-local-bot';
const logGroupName = `/aws/lambda/${functionName}`;
const chatId = 42;

const messageOf = (messageId: number, from: 'bot' | 'person', ...sentAtMs: number[]) =>
  ({ chatId, messageId, from, versions: sentAtMs.map((atMs) => ({ atMs })) }) as unknown as ConversationMessage;

const greeting = { update_id: 7, message: { message_id: 1, chat: { id: chatId }, text: '/start' } };
const press = { update_id: 8, callback_query: { id: 'q', message: { message_id: 2, chat: { id: chatId } } } };

function setUp(messages: readonly ConversationMessage[]) {
  const logStore = new LogStore({ clock: { nowMs: () => 60_000 } });
  logStore.createLogGroup(logGroupName);
  const [updates, runs] = [new UpdateIndex(), new RunIndex()];
  const log = (timestamp: number, fields: object, logStream = 'a'): void => {
    const message = JSON.stringify(fields);
    logStore.append(logGroupName, logStream, [{ timestamp, message }]);
    updates.onLog({ timestamp, message, logStream, logGroupName, ingestionTime: timestamp });
  };
  const invoke = (requestId: string, payload: object, startedAtMs: number): void => {
    updates.onInvocationStart({ functionName, requestId, startedAtMs, payload: JSON.stringify(payload) });
    log(startedAtMs, { type: 'platform.start', record: { requestId } });
  };
  const end = (requestId: string, atMs: number, record: object = { status: 'success' }): void =>
    log(atMs, { type: 'platform.report', record: { requestId, ...record } });
  const conversation = { messagesOf: (id: number) => (id === chatId ? messages : []), latest: () => new Map() };
  const cloud = {
    botApi: { conversation, chats: () => [{ id: chatId, type: 'private', state: 'member' }] },
    ...{ logStore, clock: { nowMs: () => 60_000 }, settings: {} },
    definition: { functions: [{ name: functionName, logGroupName }], tables: [] },
  } as unknown as Parameters<typeof createOriginHandlers>[0];
  const mapLine = createMapLine((service, text) => text.replace('handler.js:1:1', `${service}.ts:3:9`));
  const refuse = (updateId: number): void =>
    updates.onPeopleEvent({ type: 'update-refused', updateId, attempt: 1, reason: 'Wrong response: 503' });
  const ask = (messageId: number) =>
    createOriginHandlers(cloud, { updates, runs, mapLine })['chat.origin']({ chatId, messageId });
  return { ask, invoke, end, log, runs, refuse, updates };
}

describe('where a message comes from', () => {
  it('is the update that the bot handled when it was sent, with its lines and its usage record', async () => {
    const { ask, invoke, log, end } = setUp([messageOf(2, 'bot', 1_050)]);
    invoke('req-1', { body: JSON.stringify(greeting) }, 1_000);
    log(1_040, { event: 'of another environment' }, 'b');
    log(1_060, { event: 'request', update_id: 7, command: 'start' });
    end('req-1', 1_070);

    const { handled } = await ask(2);

    expect(handled).toEqual([
      {
        ...{ updateId: 7, requestId: 'req-1', startedAtMs: 1_000, status: 'success', update: JSON.stringify(greeting) },
        runIds: [],
        usage: JSON.stringify({ event: 'request', update_id: 7, command: 'start' }),
        lines: [1_000, 1_060, 1_070].map((timestamp) => expect.objectContaining({ timestamp })),
      },
    ]);
  });

  it('is also the press that has edited it', async () => {
    const { ask, invoke, end } = setUp([messageOf(2, 'bot', 1_050, 2_050)]);
    invoke('req-1', { body: JSON.stringify(greeting) }, 1_000);
    end('req-1', 1_070);
    invoke('p', { body: Buffer.from(JSON.stringify(press)).toString('base64'), isBase64Encoded: true }, 2_000);
    end('p', 2_070);

    const { handled } = await ask(2);

    expect(handled.map(({ updateId }) => updateId)).toEqual([7, 8]);
  });

  it('is known to be of an update that was refused, also when it was taken later', async () => {
    const { ask, invoke, end, refuse, updates } = setUp([messageOf(1, 'person', 900)]);
    invoke('first', { body: JSON.stringify(greeting) }, 1_000);
    end('first', 1_020);
    refuse(greeting.update_id);
    invoke('second', { body: JSON.stringify(greeting) }, 2_000);
    end('second', 2_020);

    const { handled } = await ask(1);

    expect(handled.map(({ refused }) => refused)).toEqual(['Wrong response: 503', undefined]);
    expect([updates.refusedIn(chatId), updates.refusedIn(chatId + 1)]).toEqual([[1], []]);
  });

  it('has beside it presses of its buttons that changed nothing, as one that failed', async () => {
    const { ask, invoke, end } = setUp([messageOf(2, 'bot', 1_050)]);
    invoke('req-1', { body: JSON.stringify(greeting) }, 1_000);
    end('req-1', 1_070);
    invoke('p', { body: JSON.stringify(press) }, 2_000);
    end('p', 2_070, { status: 'error', errorType: 'TypeError' });

    const { handled, presses } = await ask(2);

    expect(handled.map(({ updateId }) => updateId)).toEqual([7]);
    expect(presses.map(({ updateId, status }) => [updateId, status])).toEqual([[8, 'error, TypeError']]);
  });

  it('shows each attempt at a message that the bot did not take, with errors at their place in the source', async () => {
    const { ask, invoke, log, end } = setUp([messageOf(1, 'person', 900)]);
    for (const [requestId, atMs] of [
      ['first', 1_000],
      ['second', 2_000],
    ] as const) {
      invoke(requestId, { body: JSON.stringify(greeting) }, atMs);
      log(atMs + 10, { level: 'ERROR', stack: 'at answer (/var/task/handler.js:1:1)' });
      end(requestId, atMs + 20, { status: 'error', errorType: 'TypeError' });
    }

    const { handled } = await ask(1);

    expect(handled.map(({ requestId, status }) => [requestId, status])).toEqual([
      ['first', 'error, TypeError'],
      ['second', 'error, TypeError'],
    ]);
    expect(handled[0]?.lines[1]?.message).toContain('bot.ts:3:9');
  });

  it('is the run whose report the notifier was showing in this chat', async () => {
    const { ask, runs } = setUp([messageOf(2, 'bot', 5_000)]);
    for (const [requestId, to] of [
      ['n', '42'],
      ['other', '421'],
    ] as const) {
      const body = JSON.stringify({
        ...{ type: 'report-update', runId: `run of ${to}`, content: { state: 'complete' } },
        destinations: [{ type: 'telegram', chatId: to }],
      });
      const attributes = { ApproximateReceiveCount: '1', SentTimestamp: '1' };
      runs.onInvocationStart({
        ...{ functionName: 'pulso-local-notifier', requestId, startedAtMs: 4_000 },
        payload: JSON.stringify({ Records: [{ messageId: requestId, body, attributes }] }),
      });
    }

    expect(await ask(2)).toEqual({ handled: [], presses: [], runIds: ['run of 42'], stored: [] });
  });

  it('is not known when nothing was under way', async () => {
    const { ask, invoke, end } = setUp([messageOf(2, 'bot', 9_000)]);
    invoke('req-1', { body: JSON.stringify(greeting) }, 1_000);
    end('req-1', 1_070);
    invoke('none', { Records: [] }, 8_900);

    expect(await ask(2)).toEqual({ handled: [], presses: [], runIds: [], stored: [] });
  });

  it('refuses a message that there is not', async () => {
    await expect(setUp([]).ask(3)).rejects.toThrow(RefusedOperationError);
  });
});
