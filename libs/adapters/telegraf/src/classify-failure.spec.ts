import { html } from '@pulso/kit/telegram';

import { type Respond, type SpecWorld, refusal, send, startSpecWorld } from './testing/world';

describe('a call of the Bot API', () => {
  let world: SpecWorld;

  beforeEach(async () => {
    world = await startSpecWorld();
  });

  afterEach(() => world.close());

  it.each<[string, Respond, object]>([
    ['blocked', refusal(403, 'Forbidden: bot was blocked by the user'), { status: 'gone', reason: expect.any(String) }],
    [
      'chat not found',
      refusal(400, 'Bad Request: chat not found'),
      { status: 'rejected', errorCode: 400, description: 'Bad Request: chat not found' },
    ],
    [
      'a rate limit',
      refusal(429, 'Too Many Requests: retry after 7', { retry_after: 7 }),
      { status: 'rate-limited', retryAfterMs: 7_000 },
    ],
    [
      'a rate limit without a number',
      refusal(429, 'Too Many Requests'),
      { status: 'rate-limited', retryAfterMs: 5_000 },
    ],
    [
      'a migrated group',
      refusal(400, 'Bad Request: group chat was upgraded', { migrate_to_chat_id: -1_001_234_567_890 }),
      { status: 'migrated', toChatId: '-1001234567890' },
    ],
    [
      'an error of the server',
      refusal(500, 'Internal Server Error'),
      { status: 'unknown', reason: 'Bot API error 500' },
    ],
    [
      'a gateway that speaks HTML',
      (response) => response.writeHead(502).end('<html>Bad Gateway</html>'),
      { status: 'unknown', reason: 'Bot API error 502' },
    ],
    [
      'success without JSON',
      (response) => response.writeHead(200).end('<html>'),
      { status: 'unknown', reason: 'FetchError' },
    ],
    [
      'a connection that breaks after the request',
      (_response, request) => request.socket.destroy(),
      { status: 'unknown', reason: 'ECONNRESET' },
    ],
  ])('classifies %s', async (_case, respond, expected) => {
    world.responses.push(respond);

    const result = await world.run(send);

    expect(result).toEqual(expected);
    expect(world.calls).toHaveLength(1);
  });

  it('knows that nothing was sent when no server listens', async () => {
    await world.close();

    expect(await world.run(send)).toEqual({ status: 'not-sent', reason: 'ECONNREFUSED' });
  });

  it.each([
    ['changes nothing', 'Bad Request: MESSAGE is not modified: specified new message content', { status: 'edited' }],
    ['meets a deleted message', 'Bad Request: message to edit not found', { status: 'message-lost' }],
    ['meets a message that is not editable', "Bad Request: message can't be edited", { status: 'not-editable' }],
    ['is refused like a message', 'Bad Request: chat not found', { status: 'rejected' }],
  ])('classifies an edit that %s', async (_case, description, expected) => {
    world.responses.push(refusal(400, description));

    const outcome = await world.run((replies) => replies.editMessage({ chatId: 5, messageId: 77, text: html`x` }));

    expect(outcome).toMatchObject(expected);
  });
});
