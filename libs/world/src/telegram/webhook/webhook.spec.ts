import { hourMs } from '@pulso/kit/time';
import { TestTelegram, messageUpdate, startMs } from '../testing/create-test-telegram';
import { type PendingUpdate, type PushAnswer } from './webhook';

const url = 'http://127.0.0.1:9/';
const secondMs = 1000;
const inChat = (id: number) => ({ chat: { id, type: 'private' }, from: { id } });

const answered = (status: number) => ({
  outcome: 'answered' as const,
  status,
  statusText: status === 200 ? 'OK' : 'Service Unavailable',
  retryAfterSeconds: 0,
});

describe('the webhook', () => {
  let test: TestTelegram;
  let webhook: TestTelegram['telegram']['webhook'];
  let timesMs: Set<number>;

  beforeEach(() => {
    timesMs = new Set();
    test = new TestTelegram();
    ({ webhook } = test.telegram);
    test.call('setWebhook', { url });
  });

  const idsOf = (ready: readonly PendingUpdate[]): number[] => ready.map(({ update }) => update.update_id);

  /** Pushes until a time, or until nothing waits. @returns The updates in their order, with the seconds of the pushes. */
  function runUntil(endMs: number, answer: (updateId: number, attempt: number) => PushAnswer) {
    const pushes: { readonly id: number; readonly second: number }[] = [];
    const nextMs = (): number => Math.min(...timesMs);
    for (timesMs.add(test.nowMs); nextMs() <= endMs; timesMs.delete(test.nowMs)) {
      test.nowMs = nextMs();
      for (let ready = webhook.takeReady(); ready.length > 0; ready = webhook.takeReady()) {
        for (const pending of ready) {
          const id = pending.update.update_id;
          pushes.push({ id, second: Math.round((test.nowMs - startMs) / secondMs) });
          const retryAtMs = webhook.settle(pending, answer(id, pending.retry.failureCount + 1));
          if (retryAtMs !== undefined) timesMs.add(retryAtMs);
        }
      }
    }
    return pushes;
  }

  it('repeats an update: at once, then after 2, 4, 8, 16, 32 and 60 seconds', () => {
    test.telegram.pushUpdate(messageUpdate(1));

    const pushes = runUntil(startMs + hourMs, (_id, attempt) => answered(attempt <= 8 ? 503 : 204));

    expect(pushes.map(({ second }) => second)).toEqual([0, 0, 2, 6, 14, 30, 62, 122, 182]);
    expect(webhook.status().pendingUpdateCount).toBe(0);
    expect(test.events.map(({ type }) => type)).toEqual([
      'message-sent',
      ...Array(8).fill('update-refused'),
      'update-taken',
    ]);
  });

  it('keeps the order within a chat behind a failing update and lets other chats pass', () => {
    test.telegram.pushUpdate(messageUpdate(1, inChat(7)));
    test.telegram.pushUpdate(messageUpdate(2, inChat(7)));
    test.telegram.pushUpdate(messageUpdate(3, inChat(8)));

    const pushes = runUntil(startMs + hourMs, (id, attempt) => answered(id === 1 && attempt < 4 ? 500 : 200));

    expect(pushes.map(({ id }) => id)).toEqual([1, 3, 1, 1, 1, 2]);
  });

  it('has one push per chat in flight, and max_connections in all', () => {
    test.call('setWebhook', { url, max_connections: 3 });
    for (let id = 1; id <= 8; id += 1) test.telegram.pushUpdate(messageUpdate(id, inChat(Math.max(id, 2))));

    const [first, ...others] = webhook.takeReady();
    const whileOpen = webhook.takeReady();
    if (first) webhook.settle(first, answered(200));

    expect(idsOf([...(first ? [first] : []), ...others])).toEqual([1, 3, 4]);
    expect([idsOf(whileOpen), idsOf(webhook.takeReady())]).toEqual([[], [2]]);
  });

  it('gives a message up after 24 hours and goes on with the next of its chat', () => {
    test.telegram.pushUpdate(messageUpdate(1));
    runUntil(startMs + 20 * hourMs, () => answered(500));
    test.nowMs = startMs + 20 * hourMs;
    test.telegram.pushUpdate(messageUpdate(2));

    const pushes = runUntil(startMs + 25 * hourMs, (id) => answered(id === 1 ? 500 : 200));

    expect(test.events).toContainEqual({ type: 'update-dropped', updateId: 1, reason: 'expired' });
    expect(pushes.at(-1)?.id).toBe(2);
    // Given up when the next try would come too late, not when that time has come.
    expect(pushes.at(-1)?.second).toBeLessThan(24 * 3600);
  });

  it('gives a callback query up after 150 seconds without holding up messages', () => {
    test.telegram.pushUpdate({ update_id: 1, callback_query: { id: '5', from: { id: 7 } } });
    test.telegram.pushUpdate(messageUpdate(2));

    const pushes = runUntil(startMs + hourMs, (id) => answered(id === 1 ? 500 : 200));

    expect(pushes.filter(({ id }) => id === 1)).toHaveLength(8);
    expect(pushes[1]?.id).toBe(2);
    expect(webhook.status().pendingUpdateCount).toBe(0);
  });

  it('is closed before a new one is refused, and keeps waiting updates', () => {
    test.telegram.pushUpdate(messageUpdate(1));

    const answer = test.call('setWebhook', { url, secret_token: 'with space' });

    expect(answer.description).toBe('Bad Request: secret token contains unallowed characters');
    expect(webhook.status()).toMatchObject({ url: '', pendingUpdateCount: 1 });
  });

  it('keeps only the types that were asked for', () => {
    test.call('setWebhook', { url, allowed_updates: ['message'] });
    test.telegram.pushUpdate({ update_id: 1, poll: { id: '1' } });
    test.telegram.pushUpdate(messageUpdate(2));
    test.call('setWebhook', { url, allowed_updates: [] });
    test.telegram.pushUpdate({ update_id: 3, poll: { id: '1' } });

    expect(webhook.pendingUpdates().map((update) => update.update_id)).toEqual([2, 3]);
  });

  it('refuses types that are no texts, however deep', () => {
    const allowed_updates = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;

    expect(test.call('setWebhook', { url, allowed_updates })).toMatchObject({ error_code: 400 });
  });

  it('is shown without its secret', () => {
    test.call('setWebhook', { url, secret_token: 'hidden', max_connections: 500, allowed_updates: ['message'] });
    test.telegram.pushUpdate(messageUpdate(1));
    runUntil(startMs, () => answered(503));

    expect(test.call('getWebhookInfo').result).toEqual({
      url,
      has_custom_certificate: false,
      pending_update_count: 1,
      last_error_date: startMs / 1000,
      last_error_message: 'Wrong response from the webhook: 503 Service Unavailable',
      max_connections: 100,
      ip_address: '127.0.0.1',
      allowed_updates: ['message'],
    });
    expect(test.call('deleteWebhook')).toEqual({ ok: true, result: true });
    expect(test.call('getWebhookInfo').result).toMatchObject({ url: '', pending_update_count: 1 });
  });

  it.each([
    ['https://example.org/webhook', 'bad webhook'],
    ['http://127.0.0.1.example.org/', 'bad webhook'],
    ['http://10.0.0.1/', 'bad webhook'],
    ['https://127.0.0.1/', 'bad webhook'],
    ['file:///etc/passwd', 'bad webhook'],
    ['nonsense', 'invalid webhook URL specified'],
  ])('refuses the address %s', (given, description) => {
    expect(test.call('setWebhook', { url: given }).description).toContain(`Bad Request: ${description}`);
    expect(webhook.status().url).toBe('');
  });

  it.each([[{}], [{ message: null }], [{ message: 'x' }], [{ my_chat_member: { chat: { id: 'x' } } }], [{ poll: [] }]])(
    'takes the update %j, which is of no chat',
    (content) => {
      test.telegram.pushUpdate({ update_id: 5, ...content });
      test.telegram.pushUpdate({ update_id: 6, ...content });

      expect(idsOf(webhook.takeReady())).toEqual([5, 6]);
    },
  );
});
