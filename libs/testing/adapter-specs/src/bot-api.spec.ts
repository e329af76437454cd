import { createBotApi } from '@pulso/adapters/bot-api';
import { type BotApi } from '@pulso/domain/delivery';
import { html } from '@pulso/kit/telegram';
import { type LocalClock, createLocalClock } from '@pulso/world/time';
import { type BotApiServer } from '@pulso/local/gateway';

import { startBotApi, token } from './start-bot-api';

/** No test waits this long. */
const timeoutMs = 60_000;

describe('the bot-api adapter against the local Bot API server', () => {
  let clock: LocalClock;
  let server: BotApiServer;

  beforeEach(async () => {
    clock = createLocalClock();
    server = await startBotApi(clock);
  });

  afterEach(async () => {
    await server.close();
    clock.stop();
  });

  const api = (usedToken = token): BotApi =>
    createBotApi({ apiRoot: server.url, token: async () => usedToken, fetch, timeoutMs });
  const send = (chatId = '7', text = html`Requests: <b>${5}</b>`, silent = false) =>
    api().sendMessage({ chatId, html: text, silent });
  const edit = (messageId: number, text = html`Requests: <b>${6}</b>`) =>
    api().editMessageText({ chatId: '7', messageId, html: text });
  const shown = () => server.conversation.messagesOf(7).map(({ text }) => text);

  it('posts a message, silently or not, without a link preview', async () => {
    const loud = await send();
    await send('7', html`quiet &amp; small`, true);

    expect(loud).toEqual({ status: 'sent', messageId: 1 });
    expect(server.conversation.messagesOf(7)).toMatchObject([
      { text: 'Requests: 5', silent: false, linkPreviewDisabled: true },
      { text: 'quiet & small', silent: true, linkPreviewDisabled: true },
    ]);
  });

  it('shows buttons, keeps them in an edit that has them, and reports equal ones as unmodified', async () => {
    const buttons = [[{ text: '7 days', data: 'history/7:daily-usage' }]];
    const withButtons = () => api().editMessageText({ chatId: '7', messageId: 1, html: html`new`, buttons });
    await api().sendMessage({ chatId: '7', html: html`old`, silent: false, buttons });

    expect([await withButtons(), await withButtons()]).toEqual([{ status: 'edited' }, { status: 'edited' }]);

    const keyboards = server.conversation.messagesOf(7)[0]?.versions.map(({ keyboard }) => keyboard);
    const keyboard = [[{ text: '7 days', callback_data: 'history/7:daily-usage' }]];
    expect(keyboards).toEqual([keyboard, keyboard]);
  });

  it('uploads a picture silently, and replaces it by another one', async () => {
    const png = (width: number) => {
      const file = Buffer.alloc(33);
      Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(file);
      file.writeUInt32BE(width, 16);
      file.writeUInt32BE(50, 20);
      return file;
    };

    const sent = await api().sendPhoto({ chatId: '7', png: png(90), caption: 'Seven <days>', silent: true });
    const edited = await api().editMessageMedia({ chatId: '7', messageId: 1, png: png(80), caption: 'Eight' });
    const lost = await api().editMessageMedia({ chatId: '7', messageId: 9, png: png(80), caption: 'Eight' });

    expect([sent, edited, lost]).toEqual([
      { status: 'sent', messageId: 1 },
      { status: 'edited' },
      { status: 'message-lost' },
    ]);
    expect(server.conversation.messagesOf(7)).toMatchObject([
      {
        silent: true,
        versions: [{ text: 'Seven <days>' }, { text: 'Eight' }],
        attachment: 'photo chart.png, 80 x 50',
      },
    ]);
  });

  it('edits a message, and again with the same text', async () => {
    await send();

    expect(await edit(1)).toEqual({ status: 'edited' });
    expect(await edit(1)).toEqual({ status: 'edited' });
    expect(shown()).toEqual(['Requests: 6']);
  });

  it('notices that the message to edit is lost', async () => {
    expect(await edit(99)).toEqual({ status: 'message-lost' });
  });

  it('distinguishes a message that takes no edit from a lost one', async () => {
    const description = "Bad Request: message can't be edited";
    server.failNext('editMessageText', { error_code: 400, description });
    await send();

    expect(await edit(1)).toEqual({ status: 'not-editable', description });
    expect(shown()).toEqual(['Requests: 5']);
  });

  it.each([['blocked'], ['not-started']] as const)('takes a person who is %s for gone', async (state) => {
    server.chats.set({ id: 7, state });

    expect(await send()).toEqual({ status: 'gone', reason: expect.stringMatching(/^Forbidden: /) });
  });

  it.each([['kicked'], ['left']] as const)('takes a group that is %s for gone', async (state) => {
    server.chats.set({ id: -7, type: 'group', state });

    expect(await send('-7')).toMatchObject({ status: 'gone' });
  });

  it('learns the new id of a migrated group', async () => {
    server.chats.set({ id: -7, type: 'group', state: 'migrated', migratedToChatId: -1001234567890 });

    expect(await send('-7')).toEqual({ status: 'migrated', toChatId: '-1001234567890' });
  });

  it.each([['999:a-token-that-no-bot-has'], ['no token'], ['']])('blames the token %j', async (usedToken) => {
    expect(await api(usedToken).sendMessage({ chatId: '7', html: html`x`, silent: false })).toEqual({
      status: 'unauthorized',
    });
  });

  it('waits as long as a flood limit says', async () => {
    const description = 'Too Many Requests: retry after 3';
    server.failNext('sendMessage', { error_code: 429, description, parameters: { retry_after: 3 } });

    expect(await send()).toEqual({ status: 'rate-limited', retryAfterMs: 3000 });
    expect(await send()).toMatchObject({ status: 'sent' });
  });

  it('does not know whether a message was sent when the answer is lost', async () => {
    server.failNext('sendMessage', 'drop-answer');

    expect(await send()).toMatchObject({ status: 'unknown' });
    expect(shown()).toEqual(['Requests: 5']);
  });
});
