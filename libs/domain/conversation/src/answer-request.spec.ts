import { readRunRequest, runIdOf } from '@pulso/contracts/run-requests';

import { createSpecWorld } from './testing/world';
import { callbackUpdate, group, messageUpdate, person } from './testing/factories';
import { type StartRunResult } from './ports';

const admin = person({ id: 1001 });
const refused: StartRunResult = { type: 'refused', reason: '429' };
const unanswered: StartRunResult = { type: 'unknown', reason: 'TimeoutError' };
const htmlOf = (sent: readonly { text: { html: string } }[]): string[] => sent.map(({ text }) => text.html);

describe('in a private chat', () => {
  it('greets on /start by the name, escaped', async () => {
    const world = createSpecWorld();

    await world.deliver(messageUpdate({ text: '/start', from: person({ first_name: '<b>A</b> & "Z"' }) }));

    expect(htmlOf(world.sent)).toEqual([expect.stringContaining('Hello, &lt;b&gt;A&lt;/b&gt; &amp; &quot;Z&quot;!')]);
  });

  it.each([
    ['turns the writing direction', 'A\u202Edlroweht', 'Hello, Adlroweht!'],
    ['is half a character', 'A\uD83D', 'Hello, A!'],
    ['breaks the line', 'A\n\u2028B', 'Hello, AB!'],
    ['is endless', 'x'.repeat(9999), `Hello, ${'x'.repeat(64)}!`],
    ['is blank', ' \u0000 ', 'Hello!'],
  ])('greets safely when the name %s', async (_case, first_name, expected) => {
    const world = createSpecWorld();

    await world.deliver(messageUpdate({ text: '/start', from: person({ first_name }) }));

    expect(htmlOf(world.sent)[0]).toContain(expected);
  });

  it.each([['hello'], ['/settings'], ['/start@OtherBot'], ['<script>'], ['/\u0000help']])(
    'answers %j with a short help',
    async (text) => {
      const world = createSpecWorld();

      await world.deliver(messageUpdate({ text }));

      expect(htmlOf(world.sent)).toEqual([expect.stringContaining('/help')]);
      expect(world.records).toMatchObject([{ outcome: 'answered' }]);
    },
  );

  it('stays silent on a picture, and counts it', async () => {
    const world = createSpecWorld();

    await world.deliver(messageUpdate({ text: undefined, photo: [] }));

    expect(world.sent).toEqual([]);
    expect(world.records).toMatchObject([{ outcome: 'ignored' }]);
  });
});

describe('in a group', () => {
  it.each([['/help'], ['/start'], ['/help@PulsoDemoBot'], ['/settings@PulsoDemoBot']])(
    'answers %s as a reply to it',
    async (text) => {
      const world = createSpecWorld();

      await world.deliver(messageUpdate({ text, chat: group }));

      expect(world.sent).toMatchObject([{ chatId: group['id'], replyToMessageId: 17 }]);
    },
  );

  it.each([['hello'], ['/settings'], ['/start@OtherBot'], ['/report@OtherBot']])('is silent on %j', async (text) => {
    const world = createSpecWorld();

    await world.deliver(messageUpdate({ text, chat: group, from: admin }));

    expect([world.sent, world.started]).toEqual([[], []]);
    expect(world.records).toMatchObject([{ outcome: 'ignored', is_group: 1 }]);
  });

  it('answers in the topic of a forum', async () => {
    const world = createSpecWorld();

    await world.deliver(messageUpdate({ text: '/help', chat: group, message_thread_id: 9, is_topic_message: true }));

    expect(world.sent).toMatchObject([{ topicId: 9 }]);
  });

  it('follows a group that has become a supergroup', async () => {
    const world = createSpecWorld();
    world.sendResults.push({ type: 'moved', chatId: -1005, reason: '400' });

    await world.deliver(messageUpdate({ text: '/help', chat: group }));

    expect(world.sent).toMatchObject([{ chatId: group['id'] }, { chatId: -1005 }]);
    expect(world.sent[1]).not.toHaveProperty('replyToMessageId');
    expect(world.records).toMatchObject([{ outcome: 'answered' }]);
  });
});

describe('/report', () => {
  it('posts a placeholder and starts a run that will edit it, dated by the command itself', async () => {
    const world = createSpecWorld();
    world.passMs(3_600_000);

    await world.deliver(messageUpdate({ text: '/report', chat: group, from: admin }));

    const chat = world.records[0]?.chat;
    expect(htmlOf(world.sent)).toEqual([expect.stringContaining('Preparing')]);
    expect(world.started).toEqual([
      {
        schemaVersion: 1,
        reportId: 'daily-usage',
        trigger: {
          type: 'chat',
          requestId: `${chat}-17`,
          requestedAtMs: 1_764_064_790_000,
          chatId: '-1009876543210',
          messageId: 901,
          language: 'en',
        },
      },
    ]);
    expect(readRunRequest(world.started[0])).toEqual(world.started[0]);
    expect(world.records).toMatchObject([{ outcome: 'answered', command: 'report' }]);
  });

  it('is refused politely to everybody else', async () => {
    const world = createSpecWorld();

    await world.deliver(messageUpdate({ text: '/report' }));

    expect(htmlOf(world.sent)).toEqual([expect.stringContaining('Sorry')]);
    expect(world.started).toEqual([]);
    expect(world.records).toMatchObject([{ outcome: 'refused' }]);
  });

  it('says in the placeholder when the run could not be started', async () => {
    const world = createSpecWorld();
    world.startResults.push(refused, refused);
    world.callResults.push({ type: 'unknown', reason: '502' });

    const answer = await world.deliver(messageUpdate({ text: '/report', from: admin }));

    const edit = { chatId: 4242424242, messageId: 901, text: expect.stringContaining('could not be started') };
    expect(answer.statusCode).toBe(200);
    expect(world.started).toHaveLength(2);
    expect(world.edits).toEqual([edit, edit]);
    expect(world.records).toMatchObject([{ outcome: 'failed' }]);
    expect(world.lines.join()).toContain('"run-not-started","updateId":880000001,"attempt":1,"reason":"429"');
  });

  it.each([
    ['rate-limited', { type: 'not-sent', reason: '429' } as const],
    ['unanswered', { type: 'unknown', reason: '502' } as const],
  ])(
    'starts over with another placeholder when that edit is %s twice, for the first one would wait for ever',
    async (_case, failure) => {
      const world = createSpecWorld();
      world.startResults.push(refused, refused);
      world.callResults.push(failure, failure);
      const update = messageUpdate({ text: '/report', from: admin });

      const answers = [await world.deliver(update), await world.deliver(update)];

      expect(answers.map(({ statusCode }) => statusCode)).toEqual([503, 200]);
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
    const world = createSpecWorld();
    world.startResults.push(first);

    const answer = await world.deliver(messageUpdate({ text: '/report', from: admin }));

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
    'leaves the placeholder alone and tries again with another one when %s was answered, as the run may exist',
    async (_case, ...results) => {
      const world = createSpecWorld();
      world.startResults.push(...results);
      const update = messageUpdate({ text: '/report', from: admin });

      const answers = [await world.deliver(update), await world.deliver(update)];

      expect(answers.map(({ statusCode }) => statusCode)).toEqual([503, 200]);
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
    const world = createSpecWorld();
    world.startResults.push(...Array.from({ length: 6 }, () => unanswered));
    const update = messageUpdate({ text: '/report', from: admin });

    const codes: number[] = [];
    for (let i = 0; i < 3; i += 1) codes.push((await world.deliver(update)).statusCode);

    expect(codes).toEqual([503, 503, 200]);
    expect([world.started.length, world.edits]).toEqual([6, []]);
    expect(htmlOf(world.sent).map((text) => text.includes('If none has come'))).toEqual([false, false, true]);
    expect(htmlOf(world.sent)).toEqual(
      Array.from({ length: 3 }, () => expect.stringContaining('Preparing the report')),
    );
    expect(world.records).toMatchObject([{ outcome: 'failed' }]);
  });

  it('does not deny a run that an earlier attempt may have started when a later one is refused', async () => {
    const world = createSpecWorld();
    world.startResults.push(unanswered, unanswered, refused, refused);
    const update = messageUpdate({ text: '/report', from: admin });

    await world.deliver(update);
    const answer = await world.deliver(update);

    expect(answer.statusCode).toBe(200);
    expect(world.edits).toEqual([
      { chatId: 4242424242, messageId: 902, text: expect.stringContaining('If none has come') },
    ]);
    expect(world.records).toMatchObject([{ outcome: 'failed' }]);
  });

  it('tries once more when nobody knows whether the placeholder arrived, as the same run', async () => {
    const world = createSpecWorld();
    world.sendResults.push({ type: 'unknown', reason: '502' });
    const update = messageUpdate({ text: '/report', from: admin });

    const answers = [await world.deliver(update), await world.deliver(update)];

    expect(answers.map(({ statusCode }) => statusCode)).toEqual([503, 200]);
    expect(world.started).toHaveLength(1);
    expect(world.records).toHaveLength(1);
  });

  it('leaves it at that when the third placeholder got lost too, which is true without a run', async () => {
    const world = createSpecWorld();
    world.sendResults.push(...Array.from({ length: 3 }, () => ({ type: 'unknown', reason: '502' }) as const));
    const update = messageUpdate({ text: '/report', from: admin });

    const codes: number[] = [];
    for (let i = 0; i < 3; i += 1) codes.push((await world.deliver(update)).statusCode);

    expect(codes).toEqual([503, 503, 200]);
    expect(htmlOf(world.sent).map((text) => text.includes('If none has come'))).toEqual([false, false, true]);
    expect(world.started).toEqual([]);
    expect(world.records).toMatchObject([{ outcome: 'reply-unknown' }]);
    expect(world.lines.join()).toContain('"run-start-unknown","updateId":880000001,"attempt":3');
  });

  it('starts nothing where the placeholder is refused', async () => {
    const world = createSpecWorld();
    world.sendResults.push({ type: 'refused', reason: '403' });

    await world.deliver(messageUpdate({ text: '/report', from: admin }));

    expect(world.started).toEqual([]);
    expect(world.records).toMatchObject([{ outcome: 'reply-failed' }]);
  });

  it('starts nothing for a command without a date, rather than one dated by the clock', async () => {
    const world = createSpecWorld();

    await world.deliver(messageUpdate({ text: '/report', from: admin, date: undefined }));

    expect([world.sent, world.started]).toEqual([[], []]);
    expect(world.records).toMatchObject([{ outcome: 'failed' }]);
  });
});

describe('a pressed button', () => {
  it('is answered, and nothing else is sent', async () => {
    const world = createSpecWorld();

    await world.deliver(callbackUpdate());

    expect(world.callbackAnswers).toMatchObject([{ callbackQueryId: 'cb-1' }]);
    expect(world.callbackAnswers[0]?.text.length).toBeLessThanOrEqual(200);
    expect(world.sent).toEqual([]);
    expect(world.records).toMatchObject([{ update_type: 'callback_query', is_group: 1, outcome: 'answered' }]);
  });

  it('that was answered too late is no reason to deliver it again', async () => {
    const world = createSpecWorld();
    world.callResults.push({ type: 'refused', reason: '400' });

    const answer = await world.deliver(callbackUpdate());

    expect(answer.statusCode).toBe(200);
    expect(world.records).toMatchObject([{ outcome: 'reply-failed' }]);
  });
});

describe('a reply that fails', () => {
  it('because the person has blocked the bot is left at that', async () => {
    const world = createSpecWorld();
    world.sendResults.push({ type: 'refused', reason: '403' });

    const answer = await world.deliver(messageUpdate());

    expect(answer.statusCode).toBe(200);
    expect(world.records).toMatchObject([{ outcome: 'reply-failed' }]);
  });

  it('without an answer is not sent twice', async () => {
    const world = createSpecWorld();
    world.sendResults.push({ type: 'unknown', reason: '502' });

    const answers = [await world.deliver(messageUpdate()), await world.deliver(messageUpdate())];

    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    expect(world.sent).toHaveLength(1);
    expect(world.records).toMatchObject([{ outcome: 'reply-unknown' }]);
  });

  it('under a rate limit is sent when Telegram delivers again, and counted once', async () => {
    const world = createSpecWorld();
    world.sendResults.push({ type: 'not-sent', retryAfterSeconds: 7, reason: '429' });

    const first = await world.deliver(messageUpdate());
    const second = await world.deliver(messageUpdate());

    expect(first).toEqual({ statusCode: 503, headers: { 'retry-after': '7' }, body: '' });
    expect(second.statusCode).toBe(200);
    expect(world.records).toMatchObject([{ outcome: 'answered', is_new_user: 1 }]);
  });

  it('ten times over is given up, and counted once', async () => {
    const world = createSpecWorld();
    world.sendResults.push(
      ...Array.from({ length: 20 }, () => ({ type: 'not-sent' as const, reason: 'ECONNREFUSED' })),
    );

    const codes: number[] = [];
    for (let i = 0; i < 12; i += 1) codes.push((await world.deliver(messageUpdate())).statusCode);

    expect(codes).toEqual([...Array.from({ length: 9 }, () => 503), 200, 200, 200]);
    expect(world.sent).toHaveLength(10);
    expect(world.records).toMatchObject([{ outcome: 'reply-failed' }]);
  });
});
