import { createRunUpdate } from '@pulso/adapters/telegraf';
import { type Replies } from '@pulso/domain/conversation';
import { html } from '@pulso/kit/telegram';
import { type LocalClock, createLocalClock } from '@pulso/world/time';
import { type BotApiServer } from '@pulso/local/gateway';
import { asObject } from '@pulso/world/telegram';

import { startBotApi, token } from './start-bot-api';

describe('the telegraf adapter against the local Bot API server', () => {
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

  async function run<Result>(act: (replies: Replies) => Promise<Result>): Promise<Result> {
    const results: Result[] = [];
    const runUpdate = createRunUpdate({
      readToken: async () => token,
      forgetToken: () => {},
      botInfo: { id: 100200300, username: 'pulso_local_bot', firstName: 'Pulso' },
      apiRoot: server.url,
    });
    await runUpdate({ update_id: 1 }, async (replies) => {
      results.push(await act(replies));
      return { type: 'settled', outcome: 'answered' };
    });
    const [result] = results;
    if (result === undefined) throw new Error('The update was not answered.');
    return result;
  }

  const send = (chatId = 7) => run((replies) => replies.sendMessage({ chatId, text: html`Hi <b>${'<you>'}</b>` }));

  it('posts a placeholder and edits it, twice with the same text', async () => {
    const sent = await send();
    const edit = { chatId: 7, messageId: 1, text: html`changed` };
    const edited = await run(async (replies) => [await replies.editMessage(edit), await replies.editMessage(edit)]);

    expect(sent).toEqual({ status: 'sent', messageId: 1 });
    expect(edited).toEqual([{ status: 'edited' }, { status: 'edited' }]);
    expect(server.conversation.messagesOf(7)).toMatchObject([{ text: 'changed', linkPreviewDisabled: true }]);
  });

  it('posts buttons that Telegram takes, below the message', async () => {
    const buttons = [
      [{ text: 'Daily', data: 'run:daily-usage' }],
      [{ text: 'Open', url: 'https://t.me/PulsoDemoBot' }],
    ];

    const sent = await run((replies) => replies.sendMessage({ chatId: 7, text: html`Which?`, buttons }));

    const [message] = server.conversation.messagesOf(7);
    expect(sent).toEqual({ status: 'sent', messageId: 1 });
    expect(message?.keyboard).toEqual([
      [{ text: 'Daily', callback_data: 'run:daily-usage' }],
      [{ text: 'Open', url: expect.stringContaining('t.me/PulsoDemoBot') }],
    ]);
  });

  it('edits text and buttons in place, and removes the buttons', async () => {
    const buttons = [[{ text: 'Again', data: '/roll:2d6' }]];
    const edit = { chatId: 7, messageId: 1, text: html`7` };

    await send();
    const edited = await run((replies) => replies.editMessage({ ...edit, buttons }));
    const shown = server.conversation.messagesOf(7)[0]?.keyboard;
    await run((replies) => replies.editMessage({ ...edit, text: html`8` }));

    expect(edited).toEqual({ status: 'edited' });
    expect(shown).toEqual([[{ text: 'Again', callback_data: '/roll:2d6' }]]);
    expect(server.conversation.messagesOf(7)[0]).not.toHaveProperty('keyboard');
  });

  it('posts files by their bytes, by address and by id, as a reply, with a caption and buttons', async () => {
    const bytes = new TextEncoder().encode('a,b');
    const text = html`<b>x</b>`;
    await send();
    const file = { kind: 'document', source: { bytes, name: 'a"\r\nb.csv' } } as const;
    const buttons = [[{ text: 'Again', data: '/csv:1' }]];

    const uploaded = await run((replies) =>
      replies.sendMessage({ chatId: 7, text, file, buttons, replyToMessageId: 1 }),
    );
    const [, posted] = server.conversation.messagesOf(7);
    const fileId = String(asObject(posted?.file?.['document'])['file_id']);
    const others = await run(async (replies) => [
      await replies.sendMessage({ chatId: 7, text: html``, file: { kind: 'document', source: { fileId } } }),
      await replies.sendMessage({
        chatId: 7,
        text,
        file: { kind: 'photo', source: { url: 'https://a.example/b.png' } },
      }),
      await replies.sendMessage({ chatId: 7, text, file: { kind: 'photo', source: { fileId: 'unknown' } } }),
    ]);

    expect(uploaded).toEqual({ status: 'sent', messageId: 2 });
    expect(posted).toMatchObject({ text: 'x', replyToMessageId: 1, keyboard: [[{ callback_data: '/csv:1' }]] });
    expect(posted?.file).toMatchObject({ document: { file_size: 3, file_name: 'a___b.csv' } });
    expect(others).toMatchObject([{ status: 'sent' }, { status: 'sent' }, { status: 'rejected' }]);
  });
});
