import { type ChatChange } from '../chats';
import { type TestServer, messageUpdate, startTestServer } from '../testing/start-test-server';

const person = { id: 7, type: 'private' } as const;
const group = { id: -7, type: 'group' } as const;
const supergroup = { id: -1007, type: 'supergroup' } as const;
const channel = { id: -1008, type: 'channel' } as const;

describe('chat states', () => {
  let test: TestServer;

  beforeEach(async () => {
    test = await startTestServer();
  });

  afterEach(() => test.close());

  const refusalIn = async (chat: ChatChange) => {
    test.server.setChat(chat);
    const { error_code: code, description } = await test.call('sendMessage', { chat_id: chat.id, text: 'hi' });
    return `${code} ${description}`;
  };

  it.each<[ChatChange, string]>([
    [{ ...person, state: 'blocked' }, '403 Forbidden: bot was blocked by the user'],
    [{ ...person, state: 'deactivated' }, '403 Forbidden: user is deactivated'],
    [{ ...person, state: 'not-started' }, "403 Forbidden: bot can't initiate conversation with a user"],
    [{ ...group, state: 'kicked' }, '403 Forbidden: bot was kicked from the group chat'],
    [{ ...group, state: 'left' }, '403 Forbidden: bot is not a member of the group chat'],
    [{ ...group, state: 'deactivated' }, '403 Forbidden: the group chat was deleted'],
    [{ ...group, state: 'read-only' }, '400 Bad Request: not enough rights to send text messages to the chat'],
    [{ ...supergroup, state: 'kicked' }, '403 Forbidden: bot was kicked from the supergroup chat'],
    [{ ...channel, state: 'left' }, '403 Forbidden: bot is not a member of the channel chat'],
    [{ ...channel, state: 'read-only' }, '400 Bad Request: need administrator rights in the channel chat'],
  ])('refuses to write to %j', async (chat, refusal) => {
    expect(await refusalIn(chat)).toBe(refusal);
  });

  it('says where a group has moved to', async () => {
    test.server.setChat({ ...group, state: 'migrated', migratedToChatId: supergroup.id });

    expect(await test.call('sendMessage', { chat_id: group.id, text: 'hi' })).toEqual({
      ok: false,
      error_code: 400,
      description: 'Bad Request: group chat was upgraded to a supergroup chat',
      parameters: { migrate_to_chat_id: supergroup.id },
    });
  });

  it('refuses a chat of which too little is said', () => {
    expect(() => test.server.setChat({ id: 9 })).toThrow(RangeError);
    expect(() => test.server.setChat({ ...group, state: 'migrated' })).toThrow(RangeError);
  });

  it('knows a person from a group, but may not write first', async () => {
    test.server.pushUpdate(messageUpdate(1, { chat: { ...group, title: 'Rowers' } }));

    const early = await test.call('sendMessage', { chat_id: 7, text: 'hi' });
    test.server.pushUpdate(messageUpdate(2));
    const afterStart = await test.call('sendMessage', { chat_id: 7, text: 'hi' });

    expect(early.description).toBe("Forbidden: bot can't initiate conversation with a user");
    expect(afterStart.ok).toBe(true);
  });

  it('follows membership updates', async () => {
    const change = (chat: object, status: string) => ({
      update_id: 1,
      my_chat_member: { chat, from: { id: 7 }, new_chat_member: { status } },
    });
    const isWritable = async (id: number) => (await test.call('sendMessage', { chat_id: id, text: 'hi' })).ok;

    test.server.pushUpdate(change(group, 'member'));
    const whileMember = await isWritable(group.id);
    test.server.pushUpdate(change(group, 'kicked'));
    test.server.pushUpdate(change(person, 'kicked'));
    test.server.pushUpdate(change(channel, 'administrator'));

    expect(whileMember).toBe(true);
    expect(await isWritable(group.id)).toBe(false);
    expect((await test.call('sendMessage', { chat_id: 7, text: 'hi' })).description).toContain('blocked');
    expect(await isWritable(channel.id)).toBe(true);
  });

  it('follows the service message of a migration', async () => {
    test.server.pushUpdate(messageUpdate(1, { chat: group, migrate_to_chat_id: supergroup.id, text: undefined }));

    const old = await test.call('sendMessage', { chat_id: group.id, text: 'hi' });
    const moved = await test.call('sendMessage', { chat_id: supergroup.id, text: 'hi' });

    expect(old.parameters).toEqual({ migrate_to_chat_id: supergroup.id });
    expect(moved.ok).toBe(true);
  });
});
