import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';

import { type AnswerResult, type Replies, type Update } from '@pulso/conversation';
import { html } from '@pulso/telegram-html';

import { type RunUpdateOptions, createRunUpdate } from './index';

interface Call {
  readonly path: string;
  readonly payload: unknown;
}

type Respond = (response: ServerResponse, request: IncomingMessage) => void;

const token = '123456789:AAH4fT1o-abcdefghijklmnopqrstuvw';
const message = { ok: true, result: { message_id: 77, date: 1, chat: { id: 5, type: 'private' } } };

const json =
  (status: number, body: unknown): Respond =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };

const refusal = (code: number, description: string, parameters?: object): Respond =>
  json(code, { ok: false, error_code: code, description, ...(parameters ? { parameters } : {}) });

describe('createRunUpdate', () => {
  let server: Server;
  let apiRoot: string;
  let calls: Call[];
  let responses: Respond[];

  beforeEach(async () => {
    calls = [];
    responses = [];
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        calls.push({ path: request.url ?? '', payload: JSON.parse(Buffer.concat(chunks).toString()) });
        (responses.shift() ?? json(200, message))(response, request);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    apiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(async () => {
    server.closeAllConnections();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  });

  const options = (overrides: Partial<RunUpdateOptions> = {}): RunUpdateOptions => ({
    readToken: async () => token,
    forgetToken: () => {},
    botInfo: { id: 7, username: 'PulsoDemoBot', firstName: 'Pulso' },
    apiRoot,
    ...overrides,
  });

  const update: Update = { update_id: 1 };
  const settled: AnswerResult = { type: 'settled', outcome: 'answered' };

  async function run<Result>(
    act: (replies: Replies) => Promise<Result>,
    overrides: Partial<RunUpdateOptions> = {},
  ): Promise<Result> {
    let outcome: Result | undefined;
    await createRunUpdate(options(overrides))(update, async (replies) => {
      outcome = await act(replies);
      return settled;
    });
    if (outcome === undefined) throw new Error('The update was not answered.');
    return outcome;
  }

  const send = (replies: Replies) => replies.sendMessage({ chatId: 5, text: html`<b>${'<hi>'}</b>` });

  it('sends HTML without link previews, and asks Telegram for nothing else', async () => {
    const result = await run((replies) =>
      replies.sendMessage({
        chatId: -1_009_876_543_210,
        text: html`<b>${'<hi>'}</b>`,
        replyToMessageId: 3,
        topicId: 4,
      }),
    );

    expect(result).toEqual({ type: 'sent', messageId: 77 });
    expect(calls).toEqual([
      {
        path: `/bot${token}/sendMessage`,
        payload: {
          chat_id: -1_009_876_543_210,
          text: '<b>&lt;hi&gt;</b>',
          parse_mode: 'HTML',
          link_preview_options: { is_disabled: true },
          message_thread_id: 4,
          reply_parameters: { message_id: 3, allow_sending_without_reply: true },
        },
      },
    ]);
  });

  it('edits and answers buttons', async () => {
    const results = await run(async (replies) => [
      await replies.editMessage({ chatId: 5, messageId: 77, text: html`x` }),
      await replies.answerCallbackQuery({ callbackQueryId: 'cb', text: 'y' }),
    ]);

    expect(results).toEqual([{ type: 'done' }, { type: 'done' }]);
    expect(calls.map(({ path }) => path.split('/').pop())).toEqual(['editMessageText', 'answerCallbackQuery']);
  });

  it.each<[string, Respond, object]>([
    ['blocked', refusal(403, 'Forbidden: bot was blocked by the user'), { type: 'refused', reason: '403' }],
    ['chat not found', refusal(400, 'Bad Request: chat not found'), { type: 'refused', reason: '400' }],
    [
      'a rate limit',
      refusal(429, 'Too Many Requests: retry after 7', { retry_after: 7 }),
      { type: 'not-sent', reason: '429', retryAfterSeconds: 7 },
    ],
    [
      'a rate limit without a number',
      refusal(429, 'Too Many Requests'),
      { type: 'not-sent', reason: '429', retryAfterSeconds: 5 },
    ],
    [
      'a migrated group',
      refusal(400, 'Bad Request: group chat was upgraded', { migrate_to_chat_id: -1_001_234_567_890 }),
      { type: 'moved', reason: '400', chatId: -1_001_234_567_890 },
    ],
    ['an error of the server', refusal(500, 'Internal Server Error'), { type: 'unknown', reason: '500' }],
    [
      'a gateway that speaks HTML',
      (response) => response.writeHead(502).end('<html>Bad Gateway</html>'),
      { type: 'unknown', reason: '502' },
    ],
    [
      'success that is no JSON',
      (response) => response.writeHead(200).end('<html>'),
      { type: 'unknown', reason: 'FetchError' },
    ],
    [
      'a connection that breaks after the request',
      (_response, request) => request.socket.destroy(),
      { type: 'unknown', reason: 'ECONNRESET' },
    ],
  ])('tells %s from other failures', async (_case, respond, expected) => {
    responses.push(respond);

    const result = await run(send);

    expect(result).toEqual(expected);
    expect(calls).toHaveLength(1);
  });

  it('knows that nothing was sent when nobody listens', async () => {
    await new Promise((resolve) => server.close(resolve));

    expect(await run(send)).toEqual({ type: 'not-sent', reason: 'ECONNREFUSED' });
  });

  it('takes an edit that changes nothing for done', async () => {
    responses.push(refusal(400, 'Bad Request: MESSAGE is not modified: specified new message content is the same'));

    expect(await run((replies) => replies.editMessage({ chatId: 5, messageId: 77, text: html`x` }))).toEqual({
      type: 'done',
    });
  });

  it.each([
    ['revoked', refusal(401, 'Unauthorized')],
    ['malformed', refusal(404, 'Not Found')],
  ])('reads the token again when Telegram calls it %s', async (_case, respond) => {
    const tokens = ['1:old', '1:new'];
    responses.push(respond);

    const result = await run(send, {
      readToken: async () => tokens[0] ?? '',
      forgetToken: () => {
        tokens.shift();
      },
    });

    expect(result).toMatchObject({ type: 'sent' });
    expect(calls.map(({ path }) => path)).toEqual(['/bot1:old/sendMessage', '/bot1:new/sendMessage']);
  });

  it('asks once with a token that stays refused', async () => {
    responses.push(refusal(401, 'Unauthorized'));

    expect(await run(send)).toEqual({ type: 'not-sent', reason: '401' });
    expect(calls).toHaveLength(1);
  });

  it('cuts a call off while there is time left to say that its outcome is unknown', async () => {
    responses.push(() => {});

    expect(await run(send, { handlerTimeoutMs: 600 })).toEqual({ type: 'unknown', reason: 'AbortError' });
  });

  it('calls nobody when the time is over', async () => {
    const result = await run(
      async (replies) => {
        await new Promise((resolve) => setTimeout(resolve, 150));
        return send(replies);
      },
      { handlerTimeoutMs: 550 },
    );

    expect(result).toEqual({ type: 'not-sent', reason: 'OutOfTimeError' });
    expect(calls).toEqual([]);
  });

  it('throws when the answer takes too long', async () => {
    const never = createRunUpdate(options({ handlerTimeoutMs: 520 }))(update, () => new Promise(() => {}));

    await expect(never).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('passes on what the answer throws, printing nothing and leaving the exit code alone', async () => {
    const printed = jest.spyOn(console, 'error').mockImplementation(() => {});

    await expect(createRunUpdate(options())(update, () => Promise.reject(new Error('bug')))).rejects.toThrow('bug');

    expect(printed).not.toHaveBeenCalled();
    expect(process.exitCode).toBeUndefined();
    printed.mockRestore();
  });

  it('does not start without a token', async () => {
    const noToken = { readToken: () => Promise.reject(new Error('not set')) };

    await expect(createRunUpdate(options(noToken))(update, async () => settled)).rejects.toThrow('not set');
  });
});
