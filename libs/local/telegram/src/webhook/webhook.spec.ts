import { type TestServer, messageUpdate, startMs, startTestServer } from '../testing/start-test-server';
import { type Receiver, type Reply, startReceiver } from './testing/start-receiver';

const secondMs = 1000;
const hourMs = 3600 * secondMs;
const inChat = (id: number) => ({ chat: { id, type: 'private' }, from: { id } });

describe('the webhook', () => {
  let test: TestServer;
  let receiver: Receiver | undefined;

  beforeEach(async () => {
    test = await startTestServer();
  });

  afterEach(async () => {
    await test.close();
    await receiver?.close();
    receiver = undefined;
  });

  /** Starts a receiver and makes it the webhook. */
  const receive = async (
    reply: (updateId: number, attempt: number) => Reply | Promise<Reply>,
    settings: object = {},
  ): Promise<Receiver> => {
    receiver = await startReceiver(() => test.clock.nowMs(), reply);
    await test.call('setWebhook', { url: receiver.url, ...settings });
    return receiver;
  };

  /** Seconds between one push and the next, rounded. */
  const gapsOf = ({ pushes }: Receiver): number[] =>
    pushes.slice(1).map((push, index) => Math.round((push.atMs - (pushes[index]?.atMs ?? 0)) / secondMs));

  it('pushes an update with the secret and as it was given', async () => {
    const { pushes } = await receive(() => 200, { secret_token: 'Top_Secret-1' });

    test.server.pushUpdate(messageUpdate(900));
    await test.clock.settle();

    expect(pushes).toEqual([expect.objectContaining({ updateId: 900 })]);
    expect(pushes[0]?.headers).toMatchObject({
      'x-telegram-bot-api-secret-token': 'Top_Secret-1',
      'content-type': 'application/json',
    });
  });

  it('repeats an update with the same id: at once, then after 2, 4, 8, 16, 32 and 60 seconds', async () => {
    const pushed = await receive((_id, attempt) => (attempt <= 8 ? 503 : 200));

    test.server.pushUpdate(messageUpdate(1));
    await test.clock.runUntil(startMs + hourMs);

    expect(gapsOf(pushed)).toEqual([0, 2, 4, 8, 16, 32, 60, 60]);
    expect(new Set(pushed.pushes.map(({ updateId }) => updateId))).toEqual(new Set([1]));
  });

  it('waits as long as Retry-After says', async () => {
    const pushed = await receive((_id, attempt) =>
      attempt === 1 ? { status: 429, headers: { 'retry-after': '30' } } : 200,
    );

    test.server.pushUpdate(messageUpdate(1));
    await test.clock.runUntil(startMs + 60 * secondMs);

    expect(gapsOf(pushed)).toEqual([30]);
  });

  it.each<[Reply]>([[302], [404], ['hang-up']])('takes the answer %j for a failure', async (reply) => {
    const { pushes } = await receive((_id, attempt) => (attempt === 1 ? reply : 204));

    test.server.pushUpdate(messageUpdate(1));
    await test.clock.runUntil(startMs + 10 * secondMs);

    expect(pushes).toHaveLength(2);
    expect(test.server.webhookStatus().pendingUpdateCount).toBe(0);
    expect(test.server.webhookStatus().lastErrorMessage).toEqual(expect.any(String));
  });

  it('takes an answer that does not come in time for a failure', async () => {
    await test.close();
    test = await startTestServer({ webhookTimeoutMs: 500 });
    await receive((_id, attempt) => (attempt === 1 ? 'never' : 204));

    test.server.pushUpdate(messageUpdate(1));
    await test.clock.runUntil(startMs + 60 * secondMs);

    expect(test.server.webhookStatus().pendingUpdateCount).toBe(0);
    expect(test.server.webhookStatus().lastErrorMessage).toEqual(expect.any(String));
  });

  it('keeps the order within a chat behind a failing update and lets other chats pass', async () => {
    const { pushes } = await receive((id, attempt) => (id === 1 && attempt < 4 ? 500 : 200));

    test.server.pushUpdate(messageUpdate(1, inChat(7)));
    test.server.pushUpdate(messageUpdate(2, inChat(7)));
    test.server.pushUpdate(messageUpdate(3, inChat(8)));
    await test.clock.runUntil(startMs + 60 * secondMs);

    expect(pushes.filter(({ updateId }) => updateId !== 3).map(({ updateId }) => updateId)).toEqual([1, 1, 1, 1, 2]);
    expect(pushes.findIndex(({ updateId }) => updateId === 3)).toBeLessThan(3);
  });

  it('pushes chats side by side, at most as many as max_connections says', async () => {
    const threeAreThere = Promise.withResolvers<void>();
    const pushed: Receiver = await receive(
      async () => {
        if (pushed.pushes.length === 3) threeAreThere.resolve();
        await threeAreThere.promise;
        // Time for a fourth to come, which it must not.
        await new Promise((resolve) => setTimeout(resolve, 20));
        return 200;
      },
      { max_connections: 3 },
    );

    for (let id = 1; id <= 8; id += 1) test.server.pushUpdate(messageUpdate(id, inChat(id)));
    await test.clock.settle();

    expect(pushed.pushes).toHaveLength(8);
    expect(pushed.maxOpenCount()).toBe(3);
  });

  it('pushes the messages of one chat one at a time', async () => {
    const pushed = await receive(() => 200);

    for (let id = 1; id <= 8; id += 1) test.server.pushUpdate(messageUpdate(id));
    await test.clock.settle();

    expect(pushed.pushes.map(({ updateId }) => updateId)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(pushed.maxOpenCount()).toBe(1);
  });

  it('gives a message up after 24 hours and goes on with the next of its chat', async () => {
    const { pushes } = await receive((id) => (id === 1 ? 500 : 200));

    test.server.pushUpdate(messageUpdate(1));
    await test.clock.runUntil(startMs + 20 * hourMs);
    test.server.pushUpdate(messageUpdate(2));
    await test.clock.runUntil(startMs + 25 * hourMs);

    expect(test.events).toContainEqual({ type: 'update-dropped', updateId: 1, reason: 'expired' });
    expect(pushes.at(-1)?.updateId).toBe(2);
    // Given up when the next try would come too late, not when that time has come.
    expect(pushes.at(-1)?.atMs).toBeGreaterThan(startMs + 23.9 * hourMs);
    expect(pushes.at(-1)?.atMs).toBeLessThan(startMs + 24 * hourMs);
  });

  it('gives a callback query up after 150 seconds without holding up messages', async () => {
    const { pushes } = await receive((id) => (id === 1 ? 500 : 200));

    test.server.pushUpdate({ update_id: 1, callback_query: { id: '5', from: { id: 7 } } });
    test.server.pushUpdate(messageUpdate(2));
    await test.clock.runUntil(startMs + hourMs);

    expect(pushes.map(({ updateId }) => updateId).filter((id) => id === 1)).toHaveLength(8);
    expect(pushes.findIndex(({ updateId }) => updateId === 2)).toBeLessThan(3);
    expect(test.server.webhookStatus().pendingUpdateCount).toBe(0);
  });

  it('does not push what expired while there was no webhook', async () => {
    test.server.pushUpdate({ update_id: 1, callback_query: { id: '5', from: { id: 7 } } });
    test.server.pushUpdate(messageUpdate(2));
    await test.clock.runUntil(startMs + 200 * secondMs);
    const { pushes } = await receive(() => 200);
    await test.clock.settle();

    expect(pushes.map(({ updateId }) => updateId)).toEqual([2]);
    expect(test.events).toContainEqual({ type: 'update-dropped', updateId: 1, reason: 'expired' });
  });

  it('pushes the same update twice when it is given twice', async () => {
    const { pushes } = await receive(() => 200);
    const update = messageUpdate(77);

    test.server.pushUpdate(update);
    test.server.pushUpdate(update);
    await test.clock.settle();

    expect(pushes.map(({ updateId }) => updateId)).toEqual([77, 77]);
    expect(test.server.conversation.messagesOf(7)).toHaveLength(1);
  });

  it('holds the clock while an answer is awaited', async () => {
    let answer: (reply: Reply) => void = () => undefined;
    await receive(() => new Promise<Reply>((resolve) => (answer = resolve)));
    test.server.pushUpdate(messageUpdate(1));
    const run = test.clock.runUntil(startMs + hourMs);

    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(test.clock.nowMs()).toBeLessThan(startMs + 10 * secondMs);

    answer(200);
    await run;
    expect(test.clock.nowMs()).toBeGreaterThanOrEqual(startMs + hourMs);
  });

  it('counts an update as delivered by any 2xx, and executes no method that the body names', async () => {
    const body = '{"method":"sendMessage","chat_id":7,"text":"x"}';
    await receive(() => ({ status: 200, headers: { 'content-type': 'application/json' }, body }));

    test.server.pushUpdate(messageUpdate(1));
    await test.clock.settle();

    expect(test.server.webhookStatus()).toMatchObject({ pendingUpdateCount: 0, url: receiver?.url });
    expect(test.server.conversation.sentByBot()).toEqual([]);
  });

  it('keeps updates for a webhook that comes later, and forgets them when told to', async () => {
    test.server.pushUpdate(messageUpdate(1));
    const { pushes } = await receive(() => 200);
    await test.clock.settle();

    await test.call('deleteWebhook');
    test.server.pushUpdate(messageUpdate(2));
    await test.call('setWebhook', { url: receiver?.url, drop_pending_updates: true });
    await test.clock.settle();

    expect(pushes.map(({ updateId }) => updateId)).toEqual([1]);
  });

  it('pushes only the types that were asked for', async () => {
    const { pushes } = await receive(() => 200, { allowed_updates: ['message'] });

    test.server.pushUpdate({ update_id: 1, poll: { id: '1' } });
    test.server.pushUpdate(messageUpdate(2));
    await test.call('setWebhook', { url: receiver?.url, allowed_updates: [] });
    test.server.pushUpdate({ update_id: 3, poll: { id: '1' } });
    test.server.pushUpdate({ update_id: 4, message_reaction: { chat: { id: 7 } } });
    await test.clock.settle();

    expect(pushes.map(({ updateId }) => updateId)).toEqual([2, 3]);
  });

  it('shows the webhook without its secret', async () => {
    await receive((id) => (id === 1 ? 503 : 200), {
      secret_token: 'hidden',
      max_connections: 500,
      allowed_updates: ['message', 'callback_query'],
    });
    test.server.pushUpdate(messageUpdate(1));
    await test.clock.runUntil(startMs + 3 * secondMs);

    const info = await test.call('getWebhookInfo');

    expect(info.result).toEqual({
      url: receiver?.url,
      has_custom_certificate: false,
      pending_update_count: 1,
      last_error_date: expect.any(Number),
      last_error_message: 'Wrong response from the webhook: 503 Service Unavailable',
      max_connections: 100,
      ip_address: '127.0.0.1',
      allowed_updates: ['message', 'callback_query'],
    });
    expect((await test.call('deleteWebhook')).description).toBe('Webhook was deleted');
    expect((await test.call('getWebhookInfo')).result).toMatchObject({ url: '', pending_update_count: 1 });
  });

  it.each([
    ['https://example.org/webhook', 'bad webhook'],
    ['http://example.org/webhook', 'bad webhook'],
    ['http://127.0.0.1.example.org/', 'bad webhook'],
    ['http://10.0.0.1/', 'bad webhook'],
    ['https://127.0.0.1/', 'bad webhook'],
    ['file:///etc/passwd', 'bad webhook'],
    ['nonsense', 'invalid webhook URL specified'],
  ])('refuses the address %s', async (url, description) => {
    expect((await test.call('setWebhook', { url })).description).toContain(`Bad Request: ${description}`);
    expect(test.server.webhookStatus().url).toBe('');
  });

  it.each([['with space'], ['x'.repeat(257)]])('refuses the secret %j', async (secret) => {
    const answer = await test.call('setWebhook', { url: 'http://127.0.0.1:1/', secret_token: secret });

    expect(answer.description).toContain('Bad Request: secret token');
  });

  it('closes the old webhook, and drops updates if asked to, before it refuses a new one', async () => {
    const { url } = await receive(() => 500);
    test.server.pushUpdate(messageUpdate(1));
    await test.clock.settle();

    const answer = await test.call('setWebhook', { url, secret_token: 'with space', drop_pending_updates: true });

    expect(answer.description).toBe('Bad Request: secret token contains unallowed characters');
    expect(test.server.webhookStatus()).toMatchObject({ url: '', pendingUpdateCount: 0 });
  });

  it('stops pushing when it is closed, in the middle of a push and of a wait', async () => {
    const { pushes } = await receive((id) => (id === 1 ? 'never' : 500));
    test.server.pushUpdate(messageUpdate(1, inChat(7)));
    test.server.pushUpdate(messageUpdate(2, inChat(8)));
    await new Promise((resolve) => setTimeout(resolve, 30));

    await test.server.close();
    const count = pushes.length;
    await test.clock.runUntil(startMs + hourMs);

    expect(pushes).toHaveLength(count);
  });
});
