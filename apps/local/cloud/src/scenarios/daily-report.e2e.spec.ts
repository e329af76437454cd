import { join } from 'node:path';

import { bundledUpdateCount, createBundledDay } from '../bundled-day/create-bundled-day';
import { numbersOf as numbersOfValues } from '../demo/known-numbers';
import { type TimedUpdate } from '../demo/read-updates';
import { answersIn, titleOf } from './testing/answers-in';
import { type LocalCloud, startLocalCloud } from '../cloud/start-local-cloud';
import { type ScenarioResult, runDay, runScenario } from './run-scenario';

const reportAtMs = Date.parse('2026-11-25T12:30:00Z');
const minuteMs = 60_000;

/** Every commit runs a small day, and `npm run demo` of a Monday the bundled one; `NIGHTLY=1` runs that here, too. */
const updateCount = process.env['NIGHTLY'] === '1' ? bundledUpdateCount : 100;

const numbersOf = (stored: ScenarioResult['stored']): Readonly<Record<string, number>> =>
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
    const { updates, truth } = createBundledDay({ reportAtMs, updateCount });

    result = await runScenario({ updates, reportAtMs });

    expect(result.stored?.content.state).toBe('complete');
    expect(numbersOf(result.stored)).toMatchObject(truth);
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

  it('is partial, in time and says why when queries fail', async () => {
    result = await runScenario({
      updates: [message('2026-11-25T10:00:00Z', 1, 11, 'hello')],
      reportAtMs,
      prepare: (cloud) => cloud.failQueries(({ queryString }) => queryString.includes('is_group=1')),
    });

    const { stored, cloud } = result;
    expect(stored?.content.state).toBe('partial');
    expect(numbersOf(result.stored)).toMatchObject({ 'private-requests': 1, 'new-users': 1 });
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

/** One cloud sees one of these days after the other: each has people, groups and ids of its own. */
describe('on days that follow each other, the daily report', () => {
  let cloud: LocalCloud;
  let loggedBefore = 0;

  beforeAll(async () => {
    cloud = await startLocalCloud({ startMs: reportAtMs - 4 * 60 * minuteMs, schedules: 'sweep-only' });
  });

  afterAll(async () => {
    await cloud.stop();
    expect(cloud.access?.denials() ?? []).toEqual([]);
  });

  /** @param date - On which the report comes, later than any before. */
  async function day(date: string, updates: readonly TimedUpdate[]): Promise<ScenarioResult['stored']> {
    loggedBefore = [...cloud.logEvents()].length;
    return runDay(cloud, { updates, reportAtMs: Date.parse(`${date}T12:30:00Z`) });
  }

  const logsOfDay = (): string[] => [...cloud.logEvents()].slice(loggedBefore).map((event) => event.message);

  it('counts nothing of what people in a group say to each other, and knows none of them later', async () => {
    const at = (minute: number): string => new Date(Date.parse('2026-11-25T09:00:00Z') + minute * 60_000).toISOString();
    const talk = Array.from({ length: 20 }, (_, index) => message(at(index), index, 100 + index, 'hello all', -500));
    const stickers = Array.from({ length: 5 }, (_, index) => {
      const { atMs, update } = message(at(30 + index), 30 + index, 100 + index, '', -500);
      const { text: _noText, ...sent } = update['message'] as Record<string, unknown>;
      return { atMs, update: { ...update, message: { ...sent, sticker: { file_id: 'f', file_unique_id: 'u' } } } };
    });

    const stored = await day('2026-11-25', [...talk, ...stickers]);

    expect(numbersOf(stored)).toMatchObject({ 'group-requests': 0, 'private-requests': 0, 'new-users': 0 });
    const logs = logsOfDay().join('\n');
    expect(logs.match(/"reason":"not-addressed"/g)).toHaveLength(25);
    expect(logs).not.toContain('"event":"request"');
  });

  it('counts what people in a group address to the bot, and whom it has heard only in talk as new then', async () => {
    const name = '@PulsoDemoBot';
    const { atMs, update } = message('2026-11-26T10:00:00Z', 202, 31, `🧨 ${name}`, -501);
    const entities = [{ type: 'mention', offset: 3, length: name.length }];
    const mention = { atMs, update: { ...update, message: { ...(update['message'] as object), entities } } };
    const updates = [
      message('2026-11-26T09:00:00Z', 201, 31, 'hello all', -501),
      mention,
      message('2026-11-26T10:01:00Z', 203, 32, '/help@OtherBot', -501),
      message('2026-11-26T10:02:00Z', 204, 31, '/help', -501),
    ];

    const stored = await day('2026-11-26', updates);

    expect(numbersOf(stored)).toMatchObject({ 'group-requests': 2, 'private-requests': 0, 'new-users': 1 });
  });

  it('reports zeros for a day without updates', async () => {
    const stored = await day('2026-11-27', []);

    expect(stored?.content.state).toBe('complete');
    expect(numbersOf(stored)).toMatchObject({ 'group-requests': 0, 'private-requests': 0, 'new-users': 0 });
  });

  it('counts requests inside the window once, despite the repeats around it', async () => {
    const updates = [
      message('2026-11-28T12:24:50Z', 301, 11, 'before the window'),
      message('2026-11-28T12:25:00Z', 302, 12, 'the first moment of the window'),
      message('2026-11-28T12:30:00Z', 303, 11, 'known already'),
      message('2026-11-28T13:00:00Z', 304, 13, '/start in a group', -502),
      message('2026-11-28T13:00:00Z', 304, 13, '/start in a group', -502),
      message('2026-11-28T13:00:01Z', 305, 13, '/help@PulsoDemoBot', -502),
      message('2026-11-29T11:00:00Z', 304, 13, '/start in a group', -502),
      message('2026-11-29T12:24:50Z', 306, 14, 'shortly before the end'),
      message('2026-11-29T12:25:00Z', 307, 15, 'after the window'),
    ];

    const stored = await day('2026-11-29', updates);

    expect(numbersOf(stored)).toMatchObject({ 'group-requests': 2, 'private-requests': 3, 'new-users': 3 });
  });
});
