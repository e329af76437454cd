import { readRunRequest, runIdOf } from '@pulso/contracts/run-requests';
import { type CallFailure, type EditOutcome, type SendOutcome } from '@pulso/kit/telegram';
import * as fc from 'fast-check';

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

    expect(htmlOf(world.sent)).toEqual([expect.stringContaining('Preparing')]);
    expect(world.started).toEqual([
      {
        schemaVersion: 1,
        reportId: 'daily-usage',
        trigger: {
          type: 'chat',
          requestId: expect.stringMatching(/^[0-9a-f]{16}-2025-11-25T09:59Z$/),
          requestedAtMs: 1_764_064_790_000,
          chatId: '1001',
          messageId: 901,
          language: 'en',
        },
      },
    ]);
    expect(readRunRequest(world.started[0])).toEqual(world.started[0]);
    expect(world.outcomesWithoutRecord).toEqual(['answered']);
    const runId = runIdOf(readRunRequest(world.started[0]));
    expect(world.lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 'INFO', event: 'run-requested', runId },
      { level: 'INFO', event: 'report-asked', outcome: 'answered' },
    ]);
    expect([world.records, world.users.size]).toEqual([[], 0]);
  });

  it('says in the placeholder when the run could not be started', async () => {
    world.startResults.push(refused, refused);
    world.editOutcomes.push({ status: 'unknown', reason: '502' });

    const answer = await world.deliver(command);

    const edit = { chatId: 1001, messageId: 901, text: expect.stringContaining('could not be started') };
    expect(answer.statusCode).toBe(200);
    expect(world.started).toHaveLength(2);
    expect(world.edits).toEqual([edit, edit]);
    expect(world.outcomesWithoutRecord).toEqual(['failed']);
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
    expect(world.outcomesWithoutRecord).toEqual([outcome]);
    expect(world.levelsOf('update-given-up')).toEqual(levels);
  });

  it('leaves, after three unanswered attempts, a placeholder that is true with and without a run', async () => {
    world.startResults.push(...Array.from({ length: 6 }, () => unanswered));

    const codes = await world.deliverTimes(3, command);

    expect(codes).toEqual([503, 503, 200]);
    expect([world.started.length, world.edits]).toEqual([6, []]);
    expect(htmlOf(world.sent).map((text) => text.includes('If none has come'))).toEqual([false, false, true]);
    expect(htmlOf(world.sent)).toEqual(
      Array.from({ length: 3 }, () => expect.stringContaining('Preparing the report')),
    );
    expect(world.outcomesWithoutRecord).toEqual(['failed']);
    expect(world.levelsOf('run-start-unknown')).toEqual(['WARN', 'WARN', 'ERROR']);
  });

  it('ends after three attempts to say that nothing was started', async () => {
    world.startResults.push(...Array.from({ length: 6 }, () => refused));
    world.editOutcomes.push(...Array.from({ length: 6 }, () => ({ status: 'unknown', reason: '502' }) as const));

    expect(await world.deliverTimes(3, command)).toEqual([503, 503, 200]);
  });

  it('starts the run even if the third placeholder is lost, whose text is true without a run', async () => {
    world.sendOutcomes.push(...lostThreeTimes);

    const codes = await world.deliverTimes(3, command);

    expect(codes).toEqual([503, 503, 200]);
    expect(htmlOf(world.sent).map((text) => text.includes('If none has come'))).toEqual([false, false, true]);
    expect(world.started).toHaveLength(1);
    expect(world.outcomesWithoutRecord).toEqual(['answered']);
    expect(world.lines.join()).not.toContain('ERROR');
  });

  it.each([refused, unanswered])('rings when that run is $type, too', async (result) => {
    world.sendOutcomes.push(...lostThreeTimes);
    world.startResults.push(result, result);

    await world.deliverTimes(3, command);

    expect(world.outcomesWithoutRecord).toEqual(['reply-unknown']);
    expect(world.lines.join()).toMatch(/"level":"ERROR","event":"run-start-unknown","runId":"[^"]+","attempt":3/);
  });

  it('starts the same run at once, without a placeholder, if a flood limit allows none', async () => {
    await world.deliver(command);
    world.sendOutcomes.push({ status: 'rate-limited', retryAfterMs: 3_600_000 });

    const answer = await world.deliver({ ...command, update_id: 880000009 });

    const [first, second] = world.started;
    expect(answer.statusCode).toBe(200);
    expect(second?.trigger).not.toHaveProperty('messageId');
    expect(runIdOf(readRunRequest(second))).toBe(runIdOf(readRunRequest(first)));
    expect(world.lines.at(-2)).toMatch(/"event":"run-requested".*"hasPlaceholder":false/);
  });

  it.each([refused, unanswered])('begins anew when that limit is over, if the run was $type', async (result) => {
    world.sendOutcomes.push({ status: 'rate-limited', retryAfterMs: 30_000 });
    world.startResults.push(result, result);

    const answers = [await world.deliver(command), await world.deliver(command)];

    expect(answers).toMatchObject([{ statusCode: 503, headers: { 'retry-after': '30' } }, { statusCode: 200 }]);
    expect(world.levelsOf('run-start-unknown')).toEqual(['WARN']);
    expect(world.started[2]).toMatchObject({ schemaVersion: 1, trigger: { messageId: 902 } });
  });

  it.each([undefined, 0])('starts nothing for a command dated %p, rather than one dated by the clock', async (date) => {
    await world.deliver(messageUpdate({ text: '/report', chat: ownerChat, from: owner(), date }));

    expect([world.sent, world.started]).toEqual([[], []]);
    expect(world.outcomesWithoutRecord).toEqual(['failed']);
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

const anyPlaceholder = fc.constantFrom<SendOutcome>(
  { status: 'sent', messageId: 0 },
  { status: 'unknown', reason: '502' },
  { status: 'rate-limited', retryAfterMs: 1 },
  { status: 'not-sent', reason: 'ECONNREFUSED' },
  { status: 'unauthorized' },
);
const anyEdit = fc.constantFrom<EditOutcome>({ status: 'edited' }, { status: 'unknown', reason: '502' });

it('/report is one run that is never denied while it may exist, however calls end', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyPlaceholder, { maxLength: 10 }),
      fc.array(fc.constantFrom<StartRunResult>({ type: 'accepted' }, refused, unanswered), { maxLength: 20 }),
      fc.array(anyEdit, { maxLength: 20 }),
      async (placeholders, results, edits) => {
        world = new World();
        // A placeholder is the only message that an attempt sends.
        const sends = placeholders.map((outcome, index) =>
          outcome.status === 'sent' ? { ...outcome, messageId: 901 + index } : outcome,
        );
        world.sendOutcomes.push(...sends);
        world.startResults.push(...results);
        world.editOutcomes.push(...edits);

        const codes = await world.deliverTimes(10, command);

        const calls = world.started.map((request, index) => ({
          runId: runIdOf(request),
          messageId: 'messageId' in request.trigger ? request.trigger.messageId : undefined,
          result: results[index]?.type ?? 'accepted',
        }));
        const isAccepted = calls.some(({ result }) => result === 'accepted');
        const withdrawn = world.edits.map(({ messageId }) => messageId);
        expect(codes.at(-1)).toBe(200);
        expect(new Set(calls.map(({ runId }) => runId)).size).toBeLessThanOrEqual(1);
        expect(calls.slice(0, -1).every(({ result }) => result !== 'accepted')).toBe(true);
        expect(world.outcomesWithoutRecord[0] === 'answered').toBe(isAccepted);
        for (const { messageId, result } of calls) {
          // The run may have put its report there.
          if (result !== 'refused') expect(withdrawn).not.toContain(messageId);
        }
        for (const [index] of world.sent.entries()) {
          const messageId = 901 + index;
          const ofPlaceholder = calls.filter((call) => call.messageId === messageId);
          // A placeholder that promised a report says that it does not come.
          if (ofPlaceholder.length > 0 && ofPlaceholder.every(({ result }) => result === 'refused'))
            expect(withdrawn).toContain(messageId);
        }
        for (const { messageId, text } of world.edits)
          expect(text).toContain(messageId === 901 ? 'could not be started. Please' : 'If none has come');
      },
    ),
  );
});
