import { join } from 'node:path';

import { type TimedUpdate } from '../demo/read-updates';
import { type ScenarioResult, runScenario } from './run-scenario';

const reportAtMs = Date.parse('2026-11-25T12:30:00Z');
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
  let result: ScenarioResult | undefined;

  afterEach(async () => {
    await result?.cloud.stop();
    result = undefined;
  });

  const fromBot = (chatId: number) =>
    result?.cloud.botApi.conversation.messagesOf(chatId).filter(({ from: author }) => author === 'bot') ?? [];

  it('goes to the private chat of an owner who asks in a group, and never to the group', async () => {
    result = await runScenario({
      updates: [said('2026-11-25T09:00:00Z', 1, '/start'), said('2026-11-25T10:00:00Z', 2, '/report', group)],
      reportAtMs,
    });

    const [, report] = fromBot(admin);
    expect(report?.text).toContain('#daily_usage');
    expect(fromBot(groupId).map(({ text }) => text)).toEqual(['I answered you in private.']);
  });

  it('waits for an owner whom the bot may not write to, who is shown how to change that', async () => {
    result = await runScenario({ updates: [said('2026-11-25T10:00:00Z', 2, '/report', group)], reportAtMs });

    const [line, ...others] = fromBot(groupId);
    expect(line?.text).toContain('press Start');
    expect(JSON.stringify(line?.versions[0]?.replyMarkup)).toContain('?start=report');
    expect([others, fromBot(admin)]).toEqual([[], []]);
  });

  it('is one run when it is asked for twice in a minute, and the second message points to the first', async () => {
    result = await runScenario({
      updates: [said('2026-11-25T10:00:05Z', 1, '/report'), said('2026-11-25T10:00:50Z', 2, '/report daily')],
      reportAtMs,
    });

    const [first, second, ...others] = fromBot(admin);
    expect(first?.text).toContain('#daily_usage');
    expect(second?.text).toContain('in another message');
    expect(others).toEqual([]);
  });

  it('is chosen with a button from the menu', async () => {
    result = await runScenario({
      updates: [
        said('2026-11-25T10:00:05Z', 1, '/report ?'),
        {
          atMs: Date.parse('2026-11-25T10:02:00Z'),
          update: {
            update_id: 2,
            callback_query: {
              id: '4711',
              from,
              chat_instance: '1',
              data: 'run:daily-usage',
              message: { message_id: 2, date: 1_764_064_805, chat: privateChat },
            },
          },
        },
      ],
      reportAtMs,
    });

    const [menu, report, ...others] = fromBot(admin);
    expect(JSON.stringify(menu?.versions[0]?.replyMarkup)).toContain('run/1:daily-usage');
    expect(report?.text).toContain('#daily_usage');
    expect(others).toEqual([]);
  });
});
