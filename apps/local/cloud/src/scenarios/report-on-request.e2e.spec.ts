import { join } from 'node:path';

import { type TimedUpdate } from '../demo/read-updates';
import { type LocalCloud } from '../cloud/local-cloud';
import { startLocalCloud } from '../cloud/start-local-cloud';
import { pushUpdates } from '../demo/push-updates';
import { titleOf } from './testing/answers-in';

const minuteMs = 60_000;
const admin = 424_242;
const groupId = -1_005_550_001;
const from = { id: admin, is_bot: false, first_name: 'Grace' };
const privateChat = { id: admin, type: 'private', first_name: 'Grace' };
const group = { id: groupId, type: 'supergroup', title: 'Friends' };

const said = (
  at: string,
  update_id: number,
  text: string,
  chat: { readonly id: number } = privateChat,
): TimedUpdate => ({
  atMs: Date.parse(at),
  update: { update_id, message: { message_id: update_id, date: Math.floor(Date.parse(at) / 1000), from, chat, text } },
});

jest.setTimeout(120_000);

beforeAll(() => {
  process.chdir(join(__dirname, '../../../../..'));
});

describe('a report on request', () => {
  let cloud: LocalCloud;

  beforeAll(async () => {
    cloud = await startLocalCloud({ startMs: Date.parse('2026-11-25T07:59:00Z'), schedules: 'sweep-only' });
  });

  afterAll(async () => {
    await cloud.stop();
    expect(cloud.access?.denials() ?? []).toEqual([]);
  });

  /**
   * Lets updates happen, and what they set off.
   *
   * @returns What the bot has said to each chat since.
   */
  async function hear(...updates: TimedUpdate[]) {
    const { clock, botApi } = cloud;
    const saidBefore = botApi.conversation.sentByBot().length;
    pushUpdates(updates, clock, (update) => botApi.pushUpdate(update));
    await clock.runUntil((updates.at(-1)?.atMs ?? 0) + 10 * minuteMs);
    const said = botApi.conversation.sentByBot().slice(saidBefore);
    return (chatId: number) => said.filter((message) => message.chatId === chatId);
  }

  it('waits for an owner whom the bot may not write to, who is shown how to change that', async () => {
    const fromBot = await hear(said('2026-11-25T08:00:00Z', 1, '/report', group));

    const [line, ...others] = fromBot(groupId);
    expect(line?.text).toContain('press Start');
    expect(JSON.stringify(line?.versions[0]?.replyMarkup)).toContain('?start=report');
    expect([others, fromBot(admin)]).toEqual([[], []]);
  });

  it('goes to the private chat of an owner who asks in a group, and never to the group', async () => {
    const fromBot = await hear(
      said('2026-11-25T09:00:00Z', 2, '/start'),
      said('2026-11-25T09:10:00Z', 3, '/report', group),
    );

    const [, report, ...others] = fromBot(admin);
    expect(report?.text).toContain('#daily_usage');
    // It has taken the place of the line that said it was on its way.
    expect(report?.versions.length).toBeGreaterThan(1);
    expect(others).toEqual([]);
    expect(fromBot(groupId).map(({ text }) => text)).toEqual(['I answered you in private.']);
  });

  it('is one run when it is asked for twice in a minute, and the second message points to the first', async () => {
    const fromBot = await hear(
      said('2026-11-25T10:00:05Z', 4, '/report'),
      said('2026-11-25T10:00:50Z', 5, '/report daily'),
    );

    const [first, second, ...others] = fromBot(admin);
    expect(first?.text).toContain('#daily_usage');
    expect(second?.text).toContain('in another message');
    expect(others).toEqual([]);
  });

  it('is chosen with a button from the menu', async () => {
    const fromBot = await hear(said('2026-11-25T11:00:05Z', 6, '/report ?'), {
      atMs: Date.parse('2026-11-25T11:02:00Z'),
      update: {
        update_id: 7,
        callback_query: {
          id: '4711',
          from,
          chat_instance: '1',
          data: 'run:daily-usage',
          message: { message_id: 7, date: 1_764_068_405, chat: privateChat },
        },
      },
    });

    const [menu, report, ...others] = fromBot(admin);
    expect(JSON.stringify(menu?.versions[0]?.replyMarkup)).toContain('run/1:daily-usage');
    expect(report?.text).toContain('#daily_usage');
    expect(others).toEqual([]);
  });

  it('is refused to everyone who is no owner', async () => {
    const stranger = { id: 11, is_bot: false, first_name: 'Person 11' };
    const chat = { id: 11, type: 'private', first_name: 'Person 11' };
    const atMs = Date.parse('2026-11-25T12:00:00Z');
    const message = { message_id: 8, date: atMs / 1000, from: stranger, chat, text: '/report' };

    const fromBot = await hear({ atMs, update: { update_id: 8, message } });

    expect(fromBot(11)).toHaveLength(1);
    expect(JSON.stringify(fromBot(11))).not.toContain(titleOf('private-requests'));
    expect(fromBot(admin)).toEqual([]);
  });
});
