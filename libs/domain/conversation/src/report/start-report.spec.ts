import { readRunRequest, runIdOf } from '@pulso/contracts/run-requests';
import { type CallFailure, type EditOutcome } from '@pulso/kit/telegram';

import { type StartRunResult } from '../ports';
import { htmlOf, messageUpdate, owner, ownerChat } from '../testing/factories';
import { World } from '../testing/world';

const command = messageUpdate({ text: '/report', chat: ownerChat, from: owner() });
const refused: StartRunResult = { type: 'refused', reason: '429' };
const unanswered: StartRunResult = { type: 'unknown', reason: 'TimeoutError' };
const lostThreeTimes = Array.from({ length: 3 }, () => ({ status: 'unknown', reason: '502' }) as const);

let world: World;

beforeEach(() => {
  world = new World();
});

describe('/report', () => {
  it('posts a placeholder and starts a run that will edit it, dated by the command itself', async () => {
    world.passMs(3_600_000);

    await world.deliver(command);

    const [pseudonym] = world.users.keys();
    expect(htmlOf(world.sent)).toEqual([expect.stringContaining('Preparing')]);
    expect(world.started).toEqual([
      {
        schemaVersion: 1,
        reportId: 'daily-usage',
        trigger: {
          type: 'chat',
          requestId: `${pseudonym}-2025-11-25T09:59Z`,
          requestedAtMs: 1_764_064_790_000,
          chatId: '1001',
          messageId: 901,
          language: 'en',
        },
      },
    ]);
    expect(readRunRequest(world.started[0])).toEqual(world.started[0]);
    expect(world.records).toMatchObject([{ outcome: 'answered', command: 'report' }]);
    const runId = runIdOf(readRunRequest(world.started[0]));
    expect(world.lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 'INFO', event: 'run-requested', runId },
    ]);
    // Beside the chat's id, in tables that /forget does not reach, stands nothing that is in records.
    expect(JSON.stringify(world.started)).not.toContain(world.records[0]?.user);
  });

  it('says in the placeholder when the run could not be started', async () => {
    world.startResults.push(refused, refused);
    world.editOutcomes.push({ status: 'unknown', reason: '502' });

    const answer = await world.deliver(command);

    const edit = { chatId: 1001, messageId: 901, text: expect.stringContaining('could not be started') };
    expect(answer.statusCode).toBe(200);
    expect(world.started).toHaveLength(2);
    expect(world.edits).toEqual([edit, edit]);
    expect(world.records).toMatchObject([{ outcome: 'failed' }]);
    expect(world.lines.join()).toMatch(
      /"level":"WARN","event":"run-not-started","runId":"[^"]+","attempt":1,"reason":"429"/,
    );
  });

  const rejected = (description: string): CallFailure => ({ status: 'rejected', errorCode: 400, description });

  it.each<[CallFailure, string, string[]]>([
    [rejected('Bad Request: not enough rights to send text messages to the chat'), 'reply-failed', ['ERROR']],
    [rejected('Bad Request: MESSAGE_REFUSED'), 'reply-failed', ['ERROR']],
    [rejected('Bad Request: chat not found'), 'unreachable', []],
    [{ status: 'gone', reason: 'Forbidden: bot was blocked by the user' }, 'unreachable', []],
  ])('starts nothing where the private chat takes no placeholder, %j: %s, %j', async (failure, outcome, levels) => {
    world.sendOutcomes.push(failure);

    const answer = await world.deliver(command);

    expect(answer.statusCode).toBe(200);
    expect(world.started).toEqual([]);
    expect(world.records).toMatchObject([{ outcome }]);
    expect(world.levelsOf('update-given-up')).toEqual(levels);
  });

  it.each<[string, EditOutcome]>([
    ['rate-limited', { status: 'rate-limited', retryAfterMs: 5_000 }],
    ['refused for its token', { status: 'unauthorized' }],
    ['not sent', { status: 'not-sent', reason: 'ECONNREFUSED' }],
    ['unanswered', { status: 'unknown', reason: '502' }],
  ])(
    'starts over with another placeholder when that edit is %s twice, as the first one would promise a report for ever',
    async (_case, failure) => {
      world.startResults.push(refused, refused);
      world.editOutcomes.push(failure, failure);

      const codes = await world.deliverTimes(2, command);

      expect(codes).toEqual([503, 200]);
      expect(world.started.map(({ trigger }) => trigger)).toMatchObject([
        { messageId: 901 },
        { messageId: 901 },
        { messageId: 902 },
      ]);
      expect(world.records).toMatchObject([{ outcome: 'answered' }]);
    },
  );

  it.each([
    ['refused', refused],
    ['unanswered', unanswered],
  ])('repeats a call that was %s at once, as the same run with the same placeholder', async (_case, first) => {
    world.startResults.push(first);

    const answer = await world.deliver(command);

    expect(answer.statusCode).toBe(200);
    expect(world.started).toHaveLength(2);
    expect(world.started[1]).toEqual(world.started[0]);
    expect([world.sent.length, world.edits]).toEqual([1, []]);
    expect(world.records).toMatchObject([{ outcome: 'answered' }]);
  });

  it.each([
    ['neither call', unanswered, unanswered],
    ['the first call', unanswered, refused],
    ['the second call', refused, unanswered],
  ])(
    'tries again with another placeholder and does not edit the first when %s was answered, as the run may exist',
    async (_case, ...results) => {
      world.startResults.push(...results);

      const codes = await world.deliverTimes(2, command);

      expect(codes).toEqual([503, 200]);
      expect(world.edits).toEqual([]);
      expect(world.started.map(({ trigger }) => trigger)).toMatchObject([
        { messageId: 901 },
        { messageId: 901 },
        { messageId: 902 },
      ]);
      expect(new Set(world.started.map((request) => runIdOf(request))).size).toBe(1);
      expect(world.records).toMatchObject([{ outcome: 'answered' }]);
    },
  );

  it('ends after three attempts without an answer in a placeholder that is true with and without a run', async () => {
    world.startResults.push(...Array.from({ length: 6 }, () => unanswered));

    const codes = await world.deliverTimes(3, command);

    expect(codes).toEqual([503, 503, 200]);
    expect([world.started.length, world.edits]).toEqual([6, []]);
    expect(htmlOf(world.sent).map((text) => text.includes('If none has come'))).toEqual([false, false, true]);
    expect(htmlOf(world.sent)).toEqual(
      Array.from({ length: 3 }, () => expect.stringContaining('Preparing the report')),
    );
    expect(world.records).toMatchObject([{ outcome: 'failed' }]);
    expect(world.levelsOf('run-start-unknown')).toEqual(['WARN', 'WARN', 'ERROR']);
  });

  it('does not deny a run that an earlier attempt may have started when a later one is refused', async () => {
    world.startResults.push(unanswered, unanswered, refused, refused);

    await world.deliver(command);
    const answer = await world.deliver(command);

    expect(answer.statusCode).toBe(200);
    expect(world.edits).toEqual([{ chatId: 1001, messageId: 902, text: expect.stringContaining('If none has come') }]);
    expect(world.records).toMatchObject([{ outcome: 'failed' }]);
  });

  it('tries once more, as the same run, when it is unknown whether the placeholder arrived', async () => {
    world.sendOutcomes.push({ status: 'unknown', reason: '502' });

    const codes = await world.deliverTimes(2, command);

    expect(codes).toEqual([503, 200]);
    expect(world.started).toHaveLength(1);
    expect(world.records).toHaveLength(1);
  });

  it('starts the run without a placeholder when the third one is lost too, whose text is true without a run', async () => {
    world.sendOutcomes.push(...lostThreeTimes);

    const codes = await world.deliverTimes(3, command);

    expect(codes).toEqual([503, 503, 200]);
    expect(htmlOf(world.sent).map((text) => text.includes('If none has come'))).toEqual([false, false, true]);
    expect(world.started).toHaveLength(1);
    expect(world.records).toMatchObject([{ outcome: 'answered' }]);
    expect(world.lines.join()).not.toContain('ERROR');
  });

  it.each([
    ['refused', refused],
    ['unanswered', unanswered],
  ])('rings when that run is %s, too', async (_case, result) => {
    world.sendOutcomes.push(...lostThreeTimes);
    world.startResults.push(result, result);

    await world.deliverTimes(3, command);

    expect(world.records).toMatchObject([{ outcome: 'reply-unknown' }]);
    expect(world.lines.join()).toMatch(/"level":"ERROR","event":"run-start-unknown","runId":"[^"]+","attempt":3/);
  });

  it.each<[string, CallFailure]>([
    ['a flood limit', { status: 'rate-limited', retryAfterMs: 3_600_000 }],
    ['an unreachable Telegram', { status: 'not-sent', reason: 'ECONNREFUSED' }],
    ['a token that is changed right now', { status: 'unauthorized' }],
  ])('starts the same run at once, without a placeholder, where %s allows none', async (_case, failure) => {
    await world.deliver(command);
    world.sendOutcomes.push(failure);

    const answer = await world.deliver({ ...command, update_id: 880000009 });

    const [first, second] = world.started;
    expect(answer.statusCode).toBe(200);
    expect(second).toMatchObject({ trigger: { type: 'chat', chatId: '1001' } });
    expect(second?.trigger).not.toHaveProperty('messageId');
    expect(readRunRequest(second)).toEqual(second);
    expect(runIdOf(readRunRequest(second))).toBe(runIdOf(readRunRequest(first)));
    expect(world.records).toMatchObject([{ outcome: 'answered' }, { outcome: 'answered' }]);
    expect(world.lines.at(-1)).toMatch(/"event":"run-requested".*"hasPlaceholder":false/);
  });

  it.each([
    ['refused', refused],
    ['unanswered', unanswered],
  ])('begins anew when that limit is over, where the run was %s', async (_case, result) => {
    world.sendOutcomes.push({ status: 'rate-limited', retryAfterMs: 30_000 });
    world.startResults.push(result, result);

    const answers = [await world.deliver(command), await world.deliver(command)];

    expect(answers.map(({ statusCode, headers }) => [statusCode, headers])).toEqual([
      [503, { 'retry-after': '30' }],
      [200, undefined],
    ]);
    expect(world.levelsOf('run-start-unknown')).toEqual(['WARN']);
    expect(world.started[2]).toMatchObject({ schemaVersion: 1, trigger: { messageId: 902 } });
    expect(world.edits).toEqual([]);
    expect(world.records).toMatchObject([{ outcome: 'answered' }]);
  });

  it('is given up with an alarm where neither a placeholder nor a run comes of it ten times', async () => {
    world.sendOutcomes.push(
      ...Array.from({ length: 10 }, () => ({ status: 'rate-limited', retryAfterMs: 1 }) as const),
    );
    world.startResults.push(...Array.from({ length: 20 }, () => refused));

    const codes = await world.deliverTimes(11, command);

    expect(codes).toEqual([...Array.from({ length: 9 }, () => 503), 200, 200]);
    expect(world.records).toMatchObject([{ outcome: 'reply-failed' }]);
    expect(world.lines.join()).toContain('"level":"ERROR","event":"update-given-up","updateId":880000001,"attempt":10');
  });

  it.each([undefined, 0])('starts nothing for a command dated %p, rather than one dated by the clock', async (date) => {
    await world.deliver(messageUpdate({ text: '/report', chat: ownerChat, from: owner(), date }));

    expect([world.sent, world.started]).toEqual([[], []]);
    expect(world.records).toMatchObject([{ outcome: 'failed' }]);
    expect(world.levelsOf('update-given-up')).toEqual(['ERROR']);
  });

  it('joins the run that the same chat has asked for in the same minute', async () => {
    const at = (update_id: number, date: number, text = '/report') =>
      messageUpdate({ text, date, chat: ownerChat, from: owner() }, { update_id });

    await world.deliver(at(1, 1_764_064_740));
    await world.deliver(at(2, 1_764_064_799, '/report daily'));
    await world.deliver(at(3, 1_764_064_800));
    await world.deliver(at(4, 1_764_064_800, '/report 1'));
    await world.deliver(at(5, 1_764_064_800, '/report weekly'));

    const [first, second, ...others] = world.started.map((request) => runIdOf(request));
    expect(second).toBe(first);
    expect(new Set([first, ...others]).size).toBe(4);
  });
});
