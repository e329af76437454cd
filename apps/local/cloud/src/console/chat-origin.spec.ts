import { type ConversationMessage } from '@pulso/world/telegram';

import { RefusedOperationError } from '../errors';
import { createChatHandlers } from './chat-handlers';
import { Heard } from './heard';

const functionName = 'pulso-local-bot';
const chatId = 42;

const messageOf = (messageId: number, from: 'bot' | 'person', ...by: string[]) =>
  ({
    chatId,
    messageId,
    from,
    versions: by.map((each, atMs) => ({ atMs, by: each })),
  }) as unknown as ConversationMessage;

const greeting = { update_id: 7, message: { message_id: 1, chat: { id: chatId }, text: '/start' } };
const press = { update_id: 8, callback_query: { id: 'q', message: { message_id: 2, chat: { id: chatId } } } };

function setUp(...messages: readonly ConversationMessage[]) {
  const heard = new Heard((service, text) => text.replace('handler.js:1:1', `${service}.ts:3:9`));
  const log = (requestId: string, fields: object): void =>
    heard.onLog({
      ...{ timestamp: 1, message: JSON.stringify({ requestId, ...fields }), logStream: requestId, ingestionTime: 1 },
      logGroupName: `/aws/lambda/${functionName}`,
    });
  const handle = (requestId: string, update: object, { isBase64Encoded = false, error = '' } = {}): void => {
    const text = JSON.stringify(update);
    const body = isBase64Encoded ? Buffer.from(text).toString('base64') : text;
    heard.onInvocationStart({
      functionName,
      requestId,
      startedAtMs: 0,
      payload: JSON.stringify({ body, isBase64Encoded }),
    });
    if (error !== '') log(requestId, { level: 'ERROR', stack: `at answer (/var/task/handler.js:1:1)` });
    const how = error === '' ? { status: 'success' as const } : { status: 'error' as const, errorType: error };
    heard.onInvocationEnd({ requestId, ...how, startedAtMs: 0, durationMs: 5 });
  };
  const conversation = { messagesOf: () => messages };
  const cloud = { botApi: { conversation } };
  const ask = (messageId: number) =>
    createChatHandlers(cloud as unknown as Parameters<typeof createChatHandlers>[0], heard)['chat.origin']({
      chatId,
      messageId,
    });
  return { ask, handle, log, heard };
}

describe('where a message comes from', () => {
  it('is the invocations that have sent and edited it, with their lines and usage records', async () => {
    const { ask, handle, log } = setUp(messageOf(2, 'bot', 'req-1', 'p'));
    handle('req-1', greeting);
    log('req-1', { event: 'request', update_id: 7 });
    handle('p', press, { isBase64Encoded: true });
    handle('other', greeting);

    const { handled } = await ask(2);

    const usage = JSON.stringify({ requestId: 'req-1', event: 'request', update_id: 7 });
    expect(handled).toEqual([
      {
        ...{ updateId: 7, requestId: 'req-1', startedAtMs: 0, status: 'success', update: JSON.stringify(greeting) },
        ...{ runIds: [], usage, lines: [{ timestamp: 1, message: usage }] },
      },
      expect.objectContaining({ updateId: 8, requestId: 'p' }),
    ]);
  });

  it('has beside it presses of its buttons that changed nothing, as one that failed', async () => {
    const { ask, handle } = setUp(messageOf(2, 'bot', 'req-1'));
    handle('req-1', greeting);
    handle('p', press, { error: 'TypeError' });

    const { handled } = await ask(2);

    expect(handled.map(({ updateId, status }) => [updateId, status])).toEqual([
      [7, 'success'],
      [8, 'error, TypeError'],
    ]);
  });

  it('shows each attempt at a message of a person, refused ones too, with errors at their place in the source', async () => {
    const { ask, handle, heard } = setUp(messageOf(1, 'person'));
    handle('first', greeting, { error: 'TypeError' });
    heard.onPeopleEvent({ type: 'update-refused', updateId: 7, attempt: 1, reason: 'Wrong response: 503' });
    handle('second', greeting);

    const { handled } = await ask(1);

    expect(handled.map(({ requestId, refused }) => [requestId, refused])).toEqual([
      ['first', 'Wrong response: 503'],
      ['second', undefined],
    ]);
    expect(handled[0]?.lines[0]?.message).toContain('bot.ts:3:9');
  });

  it('is the run whose report the notifier has shown in this chat', async () => {
    const { ask, heard } = setUp(messageOf(2, 'bot', 'n'));
    const Records = ['42', '421'].map((to) => ({
      body: JSON.stringify({ type: 'deliver', runId: `run of ${to}`, destination: { type: 'telegram', chatId: to } }),
    }));
    const payload = JSON.stringify({ Records });
    heard.onInvocationStart({ functionName: 'pulso-local-notifier', requestId: 'n', startedAtMs: 0, payload });

    expect(await ask(2)).toEqual({ handled: [], runIds: ['run of 42'] });
  });

  it('refuses a message that there is not', () => {
    expect(() => setUp().ask(3)).toThrow(RefusedOperationError);
  });
});
