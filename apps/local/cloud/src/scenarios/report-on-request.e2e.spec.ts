import { join } from 'node:path';

import { type TimedUpdate } from '../demo/read-updates';
import { type LocalCloud } from '../cloud/local-cloud';
import { startLocalCloud } from '../cloud/start-local-cloud';
import { pushUpdates } from '../demo/push-updates';

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

/** What a menu and a group get, and that only owners get any, is in the transcripts. */
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

  it('is one run when it is asked for twice in a minute, and the second message points to the first', async () => {
    const fromBot = await hear(
      said('2026-11-25T09:00:05Z', 2, '/report'),
      said('2026-11-25T09:00:50Z', 3, '/report daily'),
    );

    const [first, second, ...others] = fromBot(admin);
    expect(first?.text).toContain('#daily_usage');
    expect(second?.text).toContain('in another message');
    expect(others).toEqual([]);
  });
});
