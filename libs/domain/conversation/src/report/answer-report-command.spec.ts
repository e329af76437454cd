import { type RunRequest, readReportButton } from '@pulso/contracts/run-requests';

import { chatReports } from '../chat-reports';
import { group, htmlOf, messageUpdate, owner, ownerChat, person } from '../testing/factories';
import { World } from '../testing/world';

const inPrivate = (text: string) => messageUpdate({ text, chat: ownerChat, from: owner() });
const inGroup = (text = '/report') => messageUpdate({ text, chat: group, from: owner() });

let world: World;

beforeEach(() => {
  world = new World();
});

it.each(['/report', '/report weekly', '/ask people', '/start report-weekly'])(
  'leaves no record of an owner who writes %s, and of nobody else',
  async (text) => {
    await world.deliver(inPrivate(text));
    const afterOwner = [world.records.length, world.users.size];
    await world.deliver(messageUpdate({ text, from: person() }, { update_id: 2 }));

    expect([afterOwner, world.records.length]).toEqual([[0, 0], 1]);
  },
);

describe('/report with words after it', () => {
  it('starts the report that they name, over the window that they name', async () => {
    await world.deliver(inPrivate('/report weekly 3'));

    expect(world.started).toMatchObject([{ reportId: 'weekly-usage', trigger: { type: 'chat', windowsAgo: 3 } }]);
  });

  it.each(['/report ?', '/report weekly 12'])('shows a menu with a button for each report after %j', async (text) => {
    await world.deliver(inPrivate(text));

    const buttons = world.sent[0]?.buttons?.flat() ?? [];
    expect(world.started).toEqual([]);
    expect(htmlOf(world.sent)).toEqual([
      expect.stringMatching(/report daily<.*report weekly<.*report daily 30<.*report weekly 11</s),
    ]);
    expect(buttons.map((button) => 'data' in button && readReportButton(button.data))).toEqual([
      ...chatReports.map(({ reportId }) => ({ action: 'run', reportId })),
      { action: 'run', reportId: 'daily-usage', windowsAgo: 1 },
    ]);
    expect(world.outcomesWithoutRecord).toEqual(['answered']);
  });

  it('offers no earlier report if the log retention hardly exceeds the usual window', async () => {
    world = new World({ logRetentionDays: 3 });

    await world.deliver(inPrivate('/report ?'));

    expect(htmlOf(world.sent)).toEqual([expect.not.stringContaining('earlier')]);
    expect(world.sent[0]?.buttons?.flat()).toHaveLength(chatReports.length);
  });
});

describe('an owner who asks in a group', () => {
  it('gets the report in private, and one line in the group says so', async () => {
    await world.deliver(
      messageUpdate({ text: '/report', chat: group, from: owner(), message_thread_id: 9, is_topic_message: true }),
    );

    const text = { html: expect.stringContaining('answered you in private') };
    expect(world.sent).toEqual([
      { chatId: 1001, text: { html: expect.stringContaining('Preparing') } },
      { chatId: group['id'], topicId: 9, replyToMessageId: 17, text },
    ]);
    expect(world.started).toMatchObject([{ trigger: { chatId: '1001', messageId: 901 } }]);
    expect(world.outcomesWithoutRecord).toEqual(['answered']);
  });

  it.each([
    { status: 'gone', reason: "Forbidden: bot can't initiate conversation with a user" },
    { status: 'gone', reason: 'Forbidden: bot was blocked by the user' },
    { status: 'rejected', errorCode: 400, description: 'Bad Request: chat not found' },
  ] as const)('is told to press Start, with a button, where the answer in private is $reason', async (failure) => {
    world.sendOutcomes.push(failure);

    await world.deliver(inGroup());

    const text = { html: expect.stringContaining('press Start') };
    const buttons = [[{ url: 'https://t.me/PulsoDemoBot?start=report' }]];
    expect(world.sent).toMatchObject([{ chatId: 1001 }, { chatId: group['id'], text, buttons }]);
    expect(world.started).toEqual([]);
    expect(world.outcomesWithoutRecord).toEqual(['unreachable']);
  });

  it('sees the line once, however often the run had to be asked for', async () => {
    world.startResults.push(...Array.from({ length: 4 }, () => ({ type: 'unknown', reason: 'TimeoutError' }) as const));

    await world.deliverTimes(3, inGroup());

    expect(world.sent.map(({ chatId }) => chatId)).toEqual([1001, 1001, 1001, group['id']]);
  });

  it('sees no line after a placeholder without an answer: another wait would end the invocation', async () => {
    const lost = { status: 'unknown', reason: 'TimeoutError' } as const;
    world.sendOutcomes.push(lost, lost, lost);

    await world.deliverTimes(4, inGroup());

    expect(world.sent.map(({ chatId }) => chatId)).toEqual([1001, 1001, 1001]);
    expect(world.started).toHaveLength(1);
  });

  it('gets no second report because the line did not arrive', async () => {
    world.sendOutcomes.push({ status: 'sent', messageId: 901 }, { status: 'rate-limited', retryAfterMs: 5_000 });

    const answer = await world.deliver(inGroup());

    expect(answer.statusCode).toBe(200);
    expect(world.outcomesWithoutRecord).toEqual(['answered']);
    expect(world.lines.join()).toContain('"event":"reply-not-delivered","updateId":880000001,"failure":"rate-limited"');
  });
});

it('refuses /report in a group to everyone else, without a private message', async () => {
  await world.deliver(messageUpdate({ text: '/report weekly', chat: group }));

  expect(world.sent).toMatchObject([{ chatId: group['id'], text: { html: expect.stringContaining('Sorry') } }]);
  expect(world.started).toEqual([]);
});

it.each([
  ['a stranger', messageUpdate({ text: '/start report' })],
  ['a group', messageUpdate({ text: '/start report', chat: group, from: owner() })],
])('greets %s whose /start asks for the report as it greets others', async (_who, update) => {
  await world.deliver(update);

  expect(htmlOf(world.sent)).toEqual([expect.stringContaining('Hello')]);
  expect(world.started).toEqual([]);
});

it.each(['/report', '/report weekly', '/report 3', '/report weekly 2'])(
  'an owner whom the bot may not write to gets what %j asked for by the button in the group',
  async (text) => {
    const asked = new World();
    await asked.deliver(messageUpdate({ text, chat: ownerChat, from: owner() }));
    const world = new World();
    world.sendOutcomes.push({ status: 'gone', reason: "Forbidden: bot can't initiate conversation with a user" });

    await world.deliver(messageUpdate({ text, chat: group, from: owner() }, { update_id: 1 }));
    const payload = /start=([\w-]+)/.exec(JSON.stringify(world.sent.at(-1)?.buttons))?.[1];
    await world.deliver(messageUpdate({ text: `/start ${payload}`, chat: ownerChat, from: owner() }, { update_id: 2 }));

    expect(world.started.map(windowOf)).toEqual(asked.started.map(windowOf));
  },
);

const windowOf = ({ reportId, trigger }: RunRequest) => [reportId, 'windowsAgo' in trigger ? trigger.windowsAgo : 0];
