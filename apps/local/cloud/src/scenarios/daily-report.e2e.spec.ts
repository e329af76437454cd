import { join } from 'node:path';

import { createBundledDay } from '../bundled-day/create-bundled-day';
import { numbersOf as numbersOfValues } from '../demo/known-numbers';
import { type TimedUpdate } from '../demo/read-updates';
import { answersIn, titleOf } from './testing/answers-in';
import { type ScenarioResult, runScenario } from './run-scenario';

const reportAtMs = Date.parse('2026-11-25T12:30:00Z');

const numbersOf = ({ stored }: ScenarioResult): Readonly<Record<string, number>> =>
  numbersOfValues(stored?.content.values ?? []);

const person = (id: number) => ({ id, is_bot: false, first_name: `Person ${id}` });

/** A text message; groups have negative ids. */
const message = (at: string, updateId: number, fromId: number, text: string, chatId = fromId): TimedUpdate => ({
  atMs: Date.parse(at),
  update: {
    update_id: updateId,
    message: {
      message_id: updateId,
      date: Math.floor(Date.parse(at) / 1000),
      from: person(fromId),
      chat:
        chatId < 0
          ? { id: chatId, type: 'supergroup', title: 'Group' }
          : { id: chatId, type: 'private', first_name: 'P' },
      text,
    },
  },
});

jest.setTimeout(120_000);

beforeAll(() => {
  process.chdir(join(__dirname, '../../../../..'));
});

describe('the daily report', () => {
  let result: ScenarioResult | undefined;

  afterEach(async () => {
    const denials = result?.cloud.access?.denials();
    await result?.cloud.stop();
    result = undefined;
    expect(denials ?? []).toEqual([]);
  });

  it('has the numbers with which the bundled day was made, and nothing of its people in the logs', async () => {
    const { updates, truth } = createBundledDay({ reportAtMs });

    result = await runScenario({ updates, reportAtMs });

    expect(result.stored?.content.state).toBe('complete');
    expect(numbersOf(result)).toMatchObject(truth);
    expect(result.cloud.deliveredReports()).toHaveLength(1);
    const [report = ''] = result.cloud.deliveredReports();
    expect(report.split('\n')[0]).toMatch(/\d/);
    expect(truth).toMatchObject(answersIn(report));
    expect(Object.keys(answersIn(report))).toHaveLength(3);
    expect(result.cloud.faults).toEqual([]);
    const logs = [...result.cloud.logEvents()].map((event) => event.message).join('\n');
    for (const taint of [
      '5000000000',
      '5000000977',
      '-1002000000',
      '-700000',
      'Bobby',
      'DROP TABLE',
      'person_0',
      '🧨',
      'alert(1)',
    ]) {
      expect(logs).not.toContain(taint);
    }
    expect(logs).not.toMatch(/\d{6,}:(local|AA)[\w-]{10}/);
  });

  it('counts requests inside the window once, despite the repeats around it', async () => {
    const updates = [
      message('2026-11-24T12:24:50Z', 1, 11, 'before the window'),
      message('2026-11-24T12:25:00Z', 2, 12, 'the first moment of the window'),
      message('2026-11-24T12:30:00Z', 3, 11, 'known already'),
      message('2026-11-24T13:00:00Z', 4, 13, '/start in a group', -500),
      message('2026-11-24T13:00:00Z', 4, 13, '/start in a group', -500),
      message('2026-11-24T13:00:01Z', 5, 13, '/help@PulsoDemoBot', -500),
      message('2026-11-25T11:00:00Z', 4, 13, '/start in a group', -500),
      message('2026-11-25T12:24:50Z', 6, 14, 'shortly before the end'),
      message('2026-11-25T12:25:00Z', 7, 15, 'after the window'),
    ];

    result = await runScenario({ updates, reportAtMs });

    expect(numbersOf(result)).toMatchObject({ 'group-requests': 2, 'private-requests': 3, 'new-users': 3 });
  });

  it('counts nothing of what people in a group say to each other, and knows none of them later', async () => {
    const at = (minute: number): string => new Date(Date.parse('2026-11-25T09:00:00Z') + minute * 60_000).toISOString();
    const talk = Array.from({ length: 20 }, (_, index) => message(at(index), index, 100 + index, 'hello all', -500));
    const stickers = Array.from({ length: 5 }, (_, index) => {
      const { atMs, update } = message(at(30 + index), 30 + index, 100 + index, '', -500);
      const { text: _noText, ...sent } = update['message'] as Record<string, unknown>;
      return { atMs, update: { ...update, message: { ...sent, sticker: { file_id: 'f', file_unique_id: 'u' } } } };
    });

    result = await runScenario({ updates: [...talk, ...stickers], reportAtMs });

    expect(numbersOf(result)).toMatchObject({ 'group-requests': 0, 'private-requests': 0, 'new-users': 0 });
    const logs = [...result.cloud.logEvents()].map((event) => event.message).join('\n');
    expect(logs.match(/"reason":"not-addressed"/g)).toHaveLength(25);
    expect(logs).not.toContain('"event":"request"');
  });

  it('counts what people in a group address to the bot, and whom it has heard only in talk as new then', async () => {
    const name = '@PulsoDemoBot';
    const { atMs, update } = message('2026-11-25T10:00:00Z', 2, 12, `🧨 ${name}`, -500);
    const entities = [{ type: 'mention', offset: 3, length: name.length }];
    const mention = { atMs, update: { ...update, message: { ...(update['message'] as object), entities } } };
    const updates = [
      message('2026-11-25T09:00:00Z', 1, 12, 'hello all', -500),
      mention,
      message('2026-11-25T10:01:00Z', 3, 13, '/help@OtherBot', -500),
      message('2026-11-25T10:02:00Z', 4, 12, '/help', -500),
    ];

    result = await runScenario({ updates, reportAtMs });

    expect(numbersOf(result)).toMatchObject({ 'group-requests': 2, 'private-requests': 0, 'new-users': 1 });
  });

  it('reports zeros for a day without updates', async () => {
    result = await runScenario({ updates: [], reportAtMs });

    expect(result.stored?.content.state).toBe('complete');
    expect(numbersOf(result)).toMatchObject({ 'group-requests': 0, 'private-requests': 0, 'new-users': 0 });
  });

  it('is partial, in time and says why when queries fail', async () => {
    result = await runScenario({
      updates: [message('2026-11-25T10:00:00Z', 1, 11, 'hello')],
      reportAtMs,
      prepare: (cloud) => cloud.failQueries(({ queryString }) => queryString.includes('is_group=1')),
    });

    const { stored, cloud } = result;
    expect(stored?.content.state).toBe('partial');
    expect(numbersOf(result)).toMatchObject({ 'private-requests': 1, 'new-users': 1 });
    expect(stored?.content.missing).toMatchObject([{ queryId: 'group-requests', reason: { code: 'query-failed' } }]);
    expect(cloud.deliveredReports()).toHaveLength(1);
    expect(cloud.deliveredReports()[0]).toContain(titleOf('group-requests'));
    expect(cloud.deliveredReports()[0]).toContain('Failed');
  });

  it('is posted once when the schedule fires twice', async () => {
    result = await runScenario({ updates: [message('2026-11-25T10:00:00Z', 1, 11, 'hello')], reportAtMs });
    const { cloud } = result;
    const schedule = cloud.definition.schedules.find(({ input }) => input.includes('daily-usage'));

    await cloud.fireSchedule(schedule?.name ?? '', reportAtMs);
    await cloud.clock.runUntil(reportAtMs + 1_800_000);

    expect(cloud.deliveredReports()).toHaveLength(1);
  });

  it('replaces the placeholder of an admin who asks for it, and refuses every other user', async () => {
    const admin = 424_242;
    result = await runScenario({
      updates: [
        message('2026-11-25T09:00:00Z', 1, 11, 'hello'),
        message('2026-11-25T10:00:00Z', 2, admin, '/report'),
        message('2026-11-25T10:00:10Z', 3, 11, '/report'),
      ],
      reportAtMs,
    });

    const { conversation } = result.cloud.botApi;
    const answers = conversation.messagesOf(admin).filter(({ from }) => from === 'bot');
    expect(answers).toHaveLength(1);
    expect(answers[0]?.versions.length).toBeGreaterThan(1);
    expect(answersIn(answers[0]?.text ?? '')).toMatchObject({ 'private-requests': 1 });
    expect(conversation.messagesOf(11).filter(({ from }) => from === 'bot')).toHaveLength(2);
    expect(JSON.stringify(conversation.messagesOf(11))).not.toContain(titleOf('private-requests'));
  });
});
