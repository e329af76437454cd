import { readRunRequest, type ReportButton, reportButtonData, runIdOf } from '@pulso/contracts/run-requests';
import * as fc from 'fast-check';

import { type StartRunResult } from '../ports';
import { callbackUpdate, group, htmlOf, owner, ownerChat, person } from '../testing/factories';
import { World } from '../testing/world';

const refused: StartRunResult = { type: 'refused', reason: '429' };
const unanswered: StartRunResult = { type: 'unknown', reason: 'TimeoutError' };

const belowReport = { message_id: 5, date: 1_764_064_790, chat: ownerChat };
const channelPost = { message_id: 5, date: 1_764_064_790, chat: { id: -1_001_234, type: 'channel', title: 'News' } };

/** A press of an owner in private. */
const press = (data: string, query: object = {}) =>
  callbackUpdate({ from: owner(), message: belowReport, data, ...query });

const history = press('history/7:daily-usage');
/** The report was asked for half an hour before the press. */
const refreshData =
  reportButtonData({ action: 'refresh', reportId: 'daily-usage', askedAtMs: Date.parse('2026-11-25T09:30:00Z') }) ?? '';
/** By the clock of the world when the first update comes. */
const pressedAtMs = Date.parse('2026-11-25T10:00:00Z');

let world: World;
/** How presses have ended. */
const outcomes = (): unknown[] => world.outcomesWithoutRecord;

beforeEach(() => {
  world = new World();
});

afterEach(() => {
  // How owners read their reports is no use of the bot.
  expect(world.records).toEqual([]);
});

describe('a button for earlier reports', () => {
  it.each([
    ['history/7:daily-usage', { windowCount: 7, chart: false }],
    ['chart/14:daily-usage', { windowCount: 14, chart: true }],
    ['history/7@t6c2ho:daily-usage', { windowCount: 7, chart: false, endedByMs: Date.parse('2025-11-26T12:25:00Z') }],
  ])('%s asks the dispatcher for them, for the private chat of the person who presses', async (data, expected) => {
    await world.deliver(press(data));

    expect(world.started).toEqual([
      {
        schemaVersion: 1,
        reportId: 'daily-usage',
        trigger: {
          type: 'history',
          requestId: expect.stringMatching(/^[0-9a-f]{16}-880000002$/),
          requestedAtMs: pressedAtMs,
          chatId: '1001',
          language: 'en',
          ...expected,
        },
      },
    ]);
    expect(readRunRequest(world.started[0])).toEqual(world.started[0]);
    expect([world.callbackAnswers, world.sent]).toEqual([[{ callbackQueryId: 'cb-1' }], []]);
    expect(outcomes()).toEqual(['answered']);
    const runId = runIdOf(readRunRequest(world.started[0]));
    expect(world.lines.map((line) => JSON.parse(line))).toMatchObject([
      { event: 'history-requested', runId },
      { event: 'button-pressed', updateId: 880_000_002, outcome: 'answered' },
    ]);
  });

  it('gets 503 when the refusal could not be sent in private', async () => {
    world.startResults.push(refused, refused);
    world.sendOutcomes.push({ status: 'not-sent', reason: 'ECONNREFUSED' });

    const codes = await world.deliverTimes(2, history);

    expect(codes).toEqual([503, 200]);
    expect(world.sent.map(({ chatId }) => chatId)).toEqual([1001]);
    expect(world.levelsOf('run-not-started')).toEqual(['WARN']);
    expect(outcomes()).toEqual(['answered']);
  });
});

describe('a button for the report itself', () => {
  it('does the same as /report', async () => {
    await world.deliver(press('run/1:daily-usage'));

    expect(world.sent).toMatchObject([{ chatId: 1001, text: { html: expect.stringContaining('Preparing') } }]);
    const requestId: unknown = expect.stringMatching(/^[0-9a-f]{16}-2026-11-25T10:00Z-1$/);
    const place = { chatId: '1001', messageId: 901 };
    expect(world.started).toMatchObject([
      { reportId: 'daily-usage', trigger: { requestId, requestedAtMs: pressedAtMs, ...place, windowsAgo: 1 } },
    ]);
  });
});

describe('a button for a file', () => {
  const atMs = Date.parse('2026-11-25T09:30:00Z');

  const own = { action: 'own-csv', reportId: 'daily-usage', askedAtMs: atMs } as const;

  it.each<[string, ReportButton, RegExp]>([
    ['the scheduled report', { ...own, action: 'csv', scheduledAtMs: atMs }, /\/schedule\/2026-11-25T09:30:00.000Z$/],
    ['the report of who presses', own, /^daily-usage\/chat\/[0-9a-f]{16}-2026-11-25T09:30Z$/],
    ['an earlier one', { ...own, windowsAgo: 3 }, /^daily-usage\/chat\/[0-9a-f]{16}-2026-11-25T09:30Z-3$/],
  ])('asks for the file of the run of %s', async (_which, button, runId) => {
    await world.deliver(press(reportButtonData(button) ?? ''));

    expect(world.started).toMatchObject([
      {
        reportId: 'daily-usage',
        trigger: { type: 'history', chatId: '1001', fileOfRunId: expect.stringMatching(runId) },
      },
    ]);
    expect([world.sent, outcomes()]).toEqual([[], ['answered']]);
  });
});

describe('a button that refreshes a report', () => {
  it('asks for a run that replaces the report in its message, and posts no placeholder', async () => {
    await world.deliver(press(refreshData));

    const [request] = world.started;
    const requestId: unknown = expect.stringMatching(/^[0-9a-f]{16}-2026-11-25T10:00Z$/);
    expect(request).toEqual({
      schemaVersion: 1,
      reportId: 'daily-usage',
      trigger: {
        type: 'chat',
        requestId,
        requestedAtMs: pressedAtMs,
        chatId: '1001',
        messageId: belowReport.message_id,
        replacesRunId: expect.stringMatching(/^daily-usage\/chat\/[0-9a-f]{16}-2026-11-25T09:30Z$/),
        language: 'en',
      },
    });
    expect(readRunRequest(request)).toEqual(request);
    expect([world.sent, world.edits, outcomes()]).toEqual([[], [], ['answered']]);
    expect(world.callbackAnswers).toMatchObject([{ text: expect.stringContaining('Preparing') }]);
  });

  it('asks for nothing within the minute of the report: that is the same run', async () => {
    const own = reportButtonData({ action: 'refresh', reportId: 'daily-usage', askedAtMs: pressedAtMs }) ?? '';

    await world.deliver(press(own));

    expect([world.started, world.sent, outcomes()]).toEqual([[], [], ['answered']]);
    expect(world.callbackAnswers).toEqual([{ callbackQueryId: 'cb-1', text: 'The report is up to date.' }]);
  });

  it.each([
    ['in a group', channelPost],
    ['where Telegram does not show its message', undefined],
  ])('does the same as /report %s', async (_where, message) => {
    await world.deliver(press(refreshData, { message }));

    expect(world.sent).toMatchObject([{ chatId: 1001, text: { html: expect.stringContaining('Preparing') } }]);
    expect(world.started[0]?.trigger).toMatchObject({ type: 'chat', messageId: 901 });
    expect(world.started[0]?.trigger).not.toHaveProperty('replacesRunId');
  });
});

it.each([
  ['earlier reports', history, 'could not be fetched', 'If the earlier reports have not come'],
  ['a newer report', press(refreshData), 'could not be started', 'within half an hour'],
])(
  'a press for %s is one request that is never denied while it may be carried out',
  async (_case, update, denial, either) => {
    const result = fc.constantFrom<StartRunResult>({ type: 'accepted' }, refused, unanswered);
    await fc.assert(
      fc.asyncProperty(fc.array(result, { minLength: 6, maxLength: 6 }), async (results) => {
        world = new World();
        world.startResults.push(...results);

        const codes: number[] = [];
        for (; codes.at(-1) !== 200; world.passMs(1_000)) codes.push((await world.deliver(update)).statusCode);

        const known = results.slice(0, world.started.length).map(({ type }) => type);
        const isAccepted = known.includes('accepted');
        const isDenied = known.every((type) => type === 'refused');
        expect(codes.length).toBeLessThanOrEqual(3);
        expect(new Set(world.started.map((request) => runIdOf(request))).size).toBe(1);
        expect(htmlOf(world.sent)).toEqual(isAccepted ? [] : [expect.stringContaining(isDenied ? denial : either)]);
        expect(world.edits).toEqual([]);
        expect(outcomes()).toEqual([isAccepted ? 'answered' : 'failed']);
        const isUnknown = !isAccepted && codes.length === 3 && known.slice(4).includes('unknown');
        expect(world.levelsOf('run-start-unknown').includes('ERROR')).toBe(isUnknown);
      }),
    );
  },
);

describe('whoever presses', () => {
  it.each(['history/7:daily-usage', 'run:daily-usage'])('gets only a notice for %s if not an owner', async (data) => {
    await world.deliver(callbackUpdate({ data }));

    expect(world.callbackAnswers).toMatchObject([{ text: expect.stringContaining('for the owners of this bot only') }]);
    expect([world.sent, world.started, outcomes()]).toEqual([[], [], ['refused']]);
  });

  it.each([
    ['a channel', channelPost],
    ['a message that Telegram does not show', undefined],
  ])('below %s is told by a notice where the answer goes', async (_where, message) => {
    await world.deliver(press('history/7:daily-usage', { message }));

    expect(world.callbackAnswers).toMatchObject([{ text: expect.stringContaining('in private') }]);
    expect(world.started).toMatchObject([{ trigger: { chatId: '1001' } }]);
  });

  it('too late for a notice still gets what the button gives', async () => {
    world.callbackAnswerOutcomes.push({ status: 'rejected', errorCode: 400, description: 'query is too old' });

    await world.deliver(history);

    expect(world.started).toHaveLength(1);
    expect(outcomes()).toEqual(['answered']);
    expect(world.lines.join()).toContain('"event":"reply-not-delivered","updateId":880000002,"failure":"rejected"');
  });

  it('sees the spinner end before anything else happens', async () => {
    const order: string[] = [];
    world = new World({
      startRun: async () => {
        order.push(`started after ${world.callbackAnswers.length} answer`);
        return { type: 'accepted' };
      },
    });

    await world.deliver(press('run:daily-usage'));

    expect(order).toEqual(['started after 1 answer']);
  });
});

it.each(['menu', '', 'history/32:daily-usage', 'run:'])('says of the button %j that it is dead', async (data) => {
  await world.deliver(press(data));

  expect(world.callbackAnswers).toMatchObject([{ text: expect.stringContaining('no longer works') }]);
  expect([world.sent, world.started]).toEqual([[], []]);
  expect(outcomes()).toEqual(['answered']);
});

const reportId = fc.constantFrom('daily-usage', 'weekly-usage', '__proto__', 'a'.repeat(64), 'a/b', '');

/** What a button may carry: nearly right, hostile, binary, huge, or no text at all. */
const anyData = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('run', 'history', 'chart', 'Run', ' run'),
      fc.constantFrom('', '/1', '/31', '/99', '/-1'),
      reportId,
    )
    .map(([action, period, id]) => `${action}${period}:${id}`),
  fc.string({ unit: 'binary', maxLength: 70 }),
  fc.string({ minLength: 5_000, maxLength: 6_000 }),
  fc.jsonValue(),
);

const anyMessage = fc.constantFrom(
  { message_id: 5, date: 0, chat: group },
  { message_id: 5, date: 1_764_064_790, chat: ownerChat },
  { message_id: 5, date: 1_764_064_790, chat: { id: -1_001, type: 'channel' } },
  null,
  undefined,
);

describe('a press of any button', () => {
  it('is answered once, never recorded, and starts at most one run, in the owner’s private chat', async () => {
    await fc.assert(
      fc.asyncProperty(anyData, anyMessage, async (data, message) => {
        const world = new World();

        const answer = await world.deliver(callbackUpdate({ from: owner(), data, message }));

        expect([answer.statusCode, world.callbackAnswers.length, world.records.length]).toEqual([200, 1, 0]);
        expect(world.callbackAnswers[0]?.text?.length ?? 0).toBeLessThanOrEqual(200);
        expect(world.started.length).toBeLessThanOrEqual(1);
        for (const { trigger } of world.started) expect(trigger).toMatchObject({ chatId: '1001' });
        for (const { chatId } of world.sent) expect(chatId).toBe(1001);
      }),
    );
  });

  it('starts nothing and sends nothing for a stranger, and is answered exactly once', async () => {
    await fc.assert(
      fc.asyncProperty(anyData, anyMessage, fc.integer({ min: 1, max: 2 ** 40 }), async (data, message, id) => {
        fc.pre(id !== 1001);
        const world = new World({ meetUser: () => Promise.reject(new Error('A person is kept for a press.')) });

        const answer = await world.deliver(callbackUpdate({ from: person({ id }), data, message }));

        expect([answer.statusCode, world.callbackAnswers.length]).toEqual([200, 1]);
        expect([world.sent, world.started, world.records]).toEqual([[], [], []]);
      }),
    );
  });
});
