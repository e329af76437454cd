import { minuteMs } from '@pulso/kit/time';
import { type LocalCloud } from '../cloud/local-cloud';
import { startLocalCloud } from '../cloud/start-local-cloud';
import { type TimedUpdate, pushUpdates } from '../demo/read-updates';
import { said } from './run-scenario';
import './testing/at-root';

const admin = 424_242;
const groupId = -1_005_550_001;
const request = (at: string, updateId: number, text: string, chatId = admin): TimedUpdate =>
  said({ updateId, atMs: Date.parse(at), fromId: admin, chatId, text });

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
    const sentBefore = botApi.conversation.sentByBot().length;
    pushUpdates(updates, clock, (update) => botApi.pushUpdate(update));
    await clock.runUntil((updates.at(-1)?.atMs ?? 0) + 10 * minuteMs);
    const sent = botApi.conversation.sentByBot().slice(sentBefore);
    return (chatId: number) => sent.filter((message) => message.chatId === chatId);
  }

  it('waits for an owner whom the bot may not write to, who is shown how to change that', async () => {
    const fromBot = await hear(request('2026-11-25T08:00:00Z', 1, '/report', groupId));

    const [line, ...others] = fromBot(groupId);
    expect(line?.text).toContain('press Start');
    expect(JSON.stringify(line?.versions[0]?.keyboard)).toContain('?start=report');
    expect([others, fromBot(admin)]).toEqual([[], []]);
  });

  it('is one run when it is asked for twice in a minute, and the second message points to the first', async () => {
    const fromBot = await hear(
      request('2026-11-25T09:00:05Z', 2, '/report'),
      request('2026-11-25T09:00:50Z', 3, '/report daily'),
    );

    const [first, second, ...others] = fromBot(admin);
    expect(first?.text).toContain('#daily_usage');
    expect(second?.text).toContain('already answered');
    expect(others).toEqual([]);
  });
});
