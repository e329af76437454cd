import { type TestServer, bot, messageUpdate, startTestServer, token } from '../testing/start-test-server';

/** Forwarding, copying, pinning and fetching what there is already. */
describe('messages that are there already', () => {
  let test: TestServer;

  beforeEach(async () => {
    test = await startTestServer();
    test.server.setChat({ id: 7, type: 'private', firstName: 'Ada' });
    test.server.setChat({ id: -5, type: 'group', title: 'Lunch' });
    test.server.setChat({ id: -200, type: 'channel', title: 'News', username: 'news' });
    test.server.pushUpdate(messageUpdate(1, { message_id: 1, text: 'soup?' }));
    await test.call('sendMessage', {
      chat_id: 7,
      text: '<b>soup</b>',
      parse_mode: 'HTML',
      reply_markup: { inline_keyboard: [[{ text: 'Yes', callback_data: 'y' }]] },
    });
  });

  afterEach(() => test.close());

  const forward = (parameters: object) =>
    test.call('forwardMessage', { chat_id: -5, from_chat_id: 7, message_id: 1, ...parameters });
  const copy = (parameters: object) =>
    test.call('copyMessage', { chat_id: -5, from_chat_id: 7, message_id: 2, ...parameters });

  it("forwards a person's message and the bot's own, and says whose they are", async () => {
    const ada = { id: 7, is_bot: false, first_name: 'Ada' };

    expect((await forward({ disable_notification: true })).result).toMatchObject({
      message_id: 1,
      chat: { id: -5 },
      from: { id: bot.id },
      forward_origin: { type: 'user', sender_user: ada, date: expect.any(Number) },
      forward_from: ada,
      forward_date: expect.any(Number),
      text: 'soup?',
    });
    const own = (await forward({ message_id: 2 })).result;
    expect(own).toMatchObject({ forward_from: { id: bot.id }, entities: [{ type: 'bold' }] });
    expect(own).not.toHaveProperty('reply_markup');
    expect(test.server.conversation.messagesOf(-5).map(({ silent }) => silent)).toEqual([true, false]);
  });

  it('edits a copy, and nothing that was forwarded', async () => {
    await forward({ message_id: 2 });
    await copy({});
    const edit = (message_id: number) => test.call('editMessageText', { chat_id: -5, message_id, text: 'cold soup' });

    expect((await edit(1)).description).toBe("Bad Request: message can't be edited");
    expect((await edit(2)).ok).toBe(true);
  });

  it('forwards no protected message, and copies it', async () => {
    const { result } = await test.call('sendMessage', { chat_id: 7, text: 'secret', protect_content: true });

    expect(result).toMatchObject({ message_id: 3, has_protected_content: true });
    expect((await forward({ message_id: 3 })).description).toBe("Bad Request: the message can't be forwarded");
    expect((await copy({ message_id: 3 })).ok).toBe(true);
  });

  it('still names the first author when a forwarded message is forwarded', async () => {
    await forward({});

    const again = await forward({ chat_id: 7, from_chat_id: -5, message_id: 1 });

    expect(again.result).toMatchObject({ forward_origin: { sender_user: { id: 7 } } });
  });

  it('names the channel of a post and not the bot that wrote it', async () => {
    await test.call('sendMessage', { chat_id: -200, text: 'news' });

    expect((await forward({ from_chat_id: '@News', message_id: 1 })).result).toMatchObject({
      forward_origin: { type: 'channel', chat: { id: -200 }, message_id: 1 },
      forward_from_chat: { id: -200 },
    });
  });

  it('copies what a message shows without its author and its buttons, and gives the id alone', async () => {
    expect(await copy({})).toEqual({ ok: true, result: { message_id: 1 } });
    await copy({ reply_markup: { inline_keyboard: [[{ text: 'No', callback_data: 'n' }]] }, caption: 'of no use' });

    const [plain, withButtons] = test.server.conversation.messagesOf(-5);
    expect(plain).toMatchObject({ from: 'bot', text: 'soup', versions: [{ entities: [{ type: 'bold' }] }] });
    expect(plain?.versions[0]).not.toHaveProperty('replyMarkup');
    expect(plain).not.toHaveProperty('forwarded');
    expect(withButtons).toMatchObject({ text: 'soup', versions: [{ replyMarkup: { inline_keyboard: [[{}]] } }] });
  });

  it('copies a file under another caption, and under none', async () => {
    const form = new FormData();
    form.set('document', new Blob(['hello']), 'a.txt');
    const address = `${test.server.url}/bot${token}/sendDocument?chat_id=7&caption=old`;
    await fetch(address, { method: 'POST', body: form });

    await copy({ message_id: 3 });
    await copy({ message_id: 3, caption: '<i>new</i>', parse_mode: 'HTML' });
    await copy({ message_id: 3, caption: '' });

    const copies = test.server.conversation.messagesOf(-5);
    expect(copies.map(({ text }) => text)).toEqual(['old', 'new', '']);
    expect(copies.every(({ attachment }) => attachment?.kind === 'document')).toBe(true);
  });

  it.each([
    [{ from_chat_id: '' }, 'Bad Request: parameter "from_chat_id" is required'],
    [{ from_chat_id: 8 }, 'Bad Request: chat not found'],
    [{ message_id: 99 }, 'Bad Request: message to forward not found'],
    [{ message_id: 'x' }, 'Bad Request: message to forward not found'],
    [{ chat_id: '' }, 'Bad Request: chat_id is empty'],
    [{ chat_id: -6 }, 'Forbidden: bot was kicked from the group chat'],
    [{ reply_markup: [] }, 'Bad Request: object expected as reply markup'],
  ])('refuses to forward %j', async (parameters, description) => {
    test.server.setChat({ id: -6, type: 'group', state: 'kicked' });

    expect((await forward(parameters)).description).toBe(description);
    expect((await copy(parameters)).description).toBe(
      'message_id' in parameters ? 'Bad Request: message to copy not found' : description,
    );
  });

  it('pins messages, shows the last one, and takes them off again', async () => {
    const pinned = async () =>
      ((await test.call('getChat', { chat_id: 7 })).result as { pinned_message?: { message_id: number } } | undefined)
        ?.pinned_message?.message_id;
    const call = (method: string, message_id?: number) => test.call(method, { chat_id: 7, message_id });

    expect(await call('pinChatMessage', 1)).toEqual({ ok: true, result: true });
    await call('pinChatMessage', 2);
    expect(await pinned()).toBe(2);
    await call('unpinChatMessage');
    expect(await pinned()).toBe(1);
    await call('deleteMessage', 1);
    expect(await pinned()).toBeUndefined();
    expect((await call('unpinChatMessage')).description).toBe('Bad Request: message to unpin not found');
    expect((await call('pinChatMessage', 99)).description).toBe('Bad Request: message to pin not found');
    expect((await call('unpinAllChatMessages')).ok).toBe(true);
  });

  it('pins nothing in a group, where the bot is no administrator', async () => {
    await forward({});

    expect((await test.call('pinChatMessage', { chat_id: -5, message_id: 1 })).description).toBe(
      'Bad Request: not enough rights to manage pinned messages in the chat',
    );
    expect((await test.call('unpinAllChatMessages', { chat_id: -5 })).ok).toBe(false);
  });

  it('gives a file back that was sent', async () => {
    const form = new FormData();
    form.set('document', new Blob(['hello']), 'a.txt');
    const sent = await fetch(`${test.server.url}/bot${token}/sendDocument?chat_id=7`, { method: 'POST', body: form });
    const { result } = (await sent.json()) as { result: { document: { file_id: string } } };
    const { file_id } = result.document;

    const file = await test.call('getFile', { file_id });

    expect(file.result).toEqual({
      file_id,
      file_unique_id: expect.any(String),
      file_size: 5,
      file_path: 'documents/file_0.txt',
    });
    const fetched = (path: string) => fetch(`${test.server.url}/file/bot${path}`);
    expect(await (await fetched(`${token}/documents/file_0.txt`)).text()).toBe('hello');
    expect((await fetched(`${token}/documents/file_1.txt`)).status).toBe(404);
    expect((await fetched(`1:wrong/documents/file_0.txt`)).status).toBe(401);
    expect((await test.call('getFile', { file_id: 'x' })).description).toBe('Bad Request: invalid file_id');
    expect((await test.call('getFile')).description).toBe('Bad Request: file_id not specified');
  });
});
