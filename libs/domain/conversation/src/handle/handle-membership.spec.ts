import { group, htmlOf, membershipUpdate, person, privateChat } from '../testing/factories';
import { World } from '../testing/world';

const channel = { id: -1005, type: 'channel', title: 'News' };

let world: World;

beforeEach(() => {
  world = new World();
});

describe('a change of membership', () => {
  it.each([
    ['a group that adds it', group, 'left', 'member', 'joined'],
    ['a group that makes it an administrator at once', group, 'left', 'administrator', 'joined'],
    ['a group that removes it', group, 'administrator', 'kicked', 'left'],
    ['a channel that adds it', channel, 'left', 'administrator', 'joined'],
    ['a channel that removes it', channel, 'administrator', 'left', 'left'],
    ['a person who stops it', privateChat, 'member', 'kicked', 'blocked'],
    ['a person who starts it again', privateChat, 'kicked', 'member', 'unblocked'],
  ])('in %s is recorded, and is not a request', async (_case, chat, before, after, change) => {
    const answer = await world.deliver(membershipUpdate(before, after, { chat }));

    expect(answer.statusCode).toBe(200);
    expect(world.memberships).toEqual([
      {
        event: 'membership',
        schemaVersion: 1,
        change,
        chat_type: chat['type'],
        ...(chat === privateChat ? {} : { chat: expect.stringMatching(/^[0-9a-f]{16}$/) }),
        update_id: 880000003,
      },
    ]);
    expect([world.records, world.users.size]).toEqual([[], 0]);
    // It introduces itself to groups only.
    expect(world.sent).toHaveLength(chat === group && change === 'joined' ? 1 : 0);
  });

  it.each([
    ['promoted', { status: 'member' }, { status: 'administrator' }],
    ['demoted', { status: 'administrator' }, { status: 'member' }],
    ['restricted', { status: 'member' }, { status: 'restricted', is_member: true }],
    ['banned after it has left', { status: 'left' }, { status: 'kicked' }],
    ['restricted after it has left', { status: 'left' }, { status: 'restricted', is_member: false }],
  ])('is not recorded when the bot is only %s', async (_case, old_chat_member, new_chat_member) => {
    await world.deliver(membershipUpdate('', '', { old_chat_member, new_chat_member }));

    expect([world.sent, world.memberships]).toEqual([[], []]);
    expect(world.lines.join()).toContain('"update-without-request","updateId":880000003,"reason":"other-update"');
  });

  it('leaves one record and one introduction, however often it is delivered', async () => {
    const codes = await world.deliverTimes(3, membershipUpdate('left', 'member'));

    expect(codes).toEqual([200, 200, 200]);
    expect([world.memberships.length, world.sent.length]).toEqual([1, 1]);
  });

  it('introduces the bot to a group in the language of who has added it, by one line without a name', async () => {
    const from = person({ language_code: 'ru', first_name: 'Олена' });

    await world.deliver(membershipUpdate('left', 'member', { from }));

    expect(world.sent).toMatchObject([{ chatId: group['id'] }]);
    expect(htmlOf(world.sent)).toEqual(['Здравствуйте! Что я здесь умею, покажет /help@PulsoDemoBot.']);
  });

  it('is done even if the introduction does not arrive', async () => {
    world.sendOutcomes.push({ status: 'rate-limited', retryAfterMs: 5_000 });

    const codes = await world.deliverTimes(2, membershipUpdate('left', 'member'));

    expect(codes).toEqual([200, 200]);
    expect([world.memberships.length, world.sent.length]).toEqual([1, 1]);
    expect(world.lines.join()).toContain(
      '"level":"WARN","event":"introduction-not-delivered","updateId":880000003,"failure":"rate-limited"',
    );
  });

  it('does not introduce the bot again when another handler takes the update over', async () => {
    const { claims } = world.deps;
    const completions = [() => new Promise<never>(() => {})];
    const complete: typeof claims.complete = (claim) => completions.shift()?.() ?? claims.complete(claim);
    const dying = new World({ claims: { ...claims, complete } });

    void dying.deliver(membershipUpdate('left', 'member'));
    await new Promise((resolve) => setImmediate(resolve));
    dying.passMs(60_001);
    const answer = await dying.deliver(membershipUpdate('left', 'member'));

    expect(answer.statusCode).toBe(200);
    expect(dying.sent).toHaveLength(1);
  });

  it('is accepted when it can not be recorded, with the alarm of a usage record', async () => {
    world = new World({
      recordMembership: () => {
        throw new Error('stdout is closed');
      },
    });

    const answer = await world.deliver(membershipUpdate('left', 'member'));

    expect(answer.statusCode).toBe(200);
    expect(world.lines.join()).toMatch(/"level":"ERROR","event":"usage-not-recorded".*"record":"membership"/);
  });
});
