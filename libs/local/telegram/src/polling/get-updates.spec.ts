import { type TestServer, messageUpdate, startMs, startTestServer } from '../testing/start-test-server';

/** getUpdates, by Telegram's rules: https://core.telegram.org/bots/api#getupdates */
describe('getUpdates', () => {
  let test: TestServer;

  beforeEach(async () => {
    test = await startTestServer();
  });

  afterEach(() => test.close());

  const get = (parameters: object = {}) => test.call('getUpdates', parameters);
  const idsOf = ({ result }: { result?: unknown }) =>
    (result as { update_id: number }[]).map(({ update_id }) => update_id);

  it('gives the same updates until they are confirmed by asking for what comes behind', async () => {
    for (const id of [5, 6, 7]) test.server.pushUpdate(messageUpdate(id));

    expect(idsOf(await get())).toEqual([5, 6, 7]);
    expect(idsOf(await get())).toEqual([5, 6, 7]);
    expect(idsOf(await get({ offset: 7 }))).toEqual([7]);
    expect(idsOf(await get())).toEqual([7]);
    expect(idsOf(await get({ offset: 8 }))).toEqual([]);
    expect(test.events.map(({ type }) => type).filter((type) => type === 'update-fetched')).toHaveLength(3);
  });

  it('gives at most as many as asked for, of all chats in the order of their ids', async () => {
    for (const id of [3, 1, 2]) test.server.pushUpdate(messageUpdate(id, { chat: { id, type: 'private' } }));

    expect(idsOf(await get({ limit: 2 }))).toEqual([1, 2]);
    expect(idsOf(await get({ limit: 0 }))).toEqual([1]);
  });

  it('forgets all but the latest for a negative offset', async () => {
    for (const id of [1, 2, 3]) test.server.pushUpdate(messageUpdate(id));

    expect(idsOf(await get({ offset: -1 }))).toEqual([3]);
    expect(idsOf(await get())).toEqual([3]);
  });

  it('takes an offset far above all ids for none, and confirms nothing by it', async () => {
    for (const id of [5, 6]) test.server.pushUpdate(messageUpdate(id));

    expect(idsOf(await get({ offset: 18 }))).toEqual([5, 6]);
    expect(idsOf(await get({ offset: 17 }))).toEqual([]);
    expect(idsOf(await get())).toEqual([]);
  });

  it('waits for an update and answers as soon as it comes', async () => {
    const waiting = get({ timeout: 50 });
    while (!test.server.isPolled()) await new Promise(setImmediate);

    test.server.pushUpdate(messageUpdate(9));

    expect(idsOf(await waiting)).toEqual([9]);
  });

  it('answers with nothing when its time is over, without keeping the clock from jumping', async () => {
    const waiting = get({ timeout: 50 });
    while (!test.server.isPolled()) await new Promise(setImmediate);

    await test.clock.runUntil(startMs + 60_000);

    expect(await waiting).toEqual({ ok: true, result: [] });
  });

  it('ends a waiting call when another one comes', async () => {
    const first = get({ timeout: 50 });
    while (!test.server.isPolled()) await new Promise(setImmediate);
    const second = get({ timeout: 50 });

    expect(await first).toEqual({
      ok: false,
      error_code: 409,
      description: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    });
    test.server.pushUpdate(messageUpdate(1));
    expect(idsOf(await second)).toEqual([1]);
  });

  it('is refused while a webhook is set, and ended by one', async () => {
    const waiting = get({ timeout: 50 });
    while (!test.server.isPolled()) await new Promise(setImmediate);
    await test.call('setWebhook', { url: 'http://127.0.0.1:9/' });

    expect((await waiting).description).toBe('Conflict: terminated by setWebhook request');
    expect(await get()).toEqual({
      ok: false,
      error_code: 409,
      description:
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    });
    await test.call('deleteWebhook');
    expect((await get()).ok).toBe(true);
  });

  it('keeps only the types that were asked for, from then on', async () => {
    test.server.pushUpdate(messageUpdate(1));
    await get({ allowed_updates: ['callback_query', 'nonsense'] });
    test.server.pushUpdate(messageUpdate(2));

    expect(idsOf(await get())).toEqual([1]);
    expect((await test.call('getWebhookInfo')).result).toMatchObject({ allowed_updates: ['callback_query'] });
    await get({ allowed_updates: [] });
    expect((await test.call('getWebhookInfo')).result).not.toHaveProperty('allowed_updates');
  });

  it('does not give what has expired', async () => {
    test.server.pushUpdate(messageUpdate(1));
    await test.clock.runUntil(startMs + 25 * 3_600_000);

    expect(idsOf(await get())).toEqual([]);
  });
});
