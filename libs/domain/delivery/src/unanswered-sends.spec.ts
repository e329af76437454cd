import { reportUpdatesDelivery } from '@pulso/contracts/report-updates';

import { leaseMs } from './steps';
import {
  asker,
  askerWithoutPlaceholder,
  chatRequest,
  deliverMessage,
  destination,
  failureRecord,
  mailingList,
  progressOf,
} from './testing/factories';
import { answerLost, repeatedMark, revisionIn } from './testing/fake-services';
import { World } from './testing/world';

const inChat = askerWithoutPlaceholder();
const lostAnswers = Array.from({ length: 9 }, () => answerLost);

let world: World;
const lines = () => world.linesOf('send-unanswered', 'delivery-unanswered');
const stored = () => [...world.store.items.values()].map(({ delivery }) => delivery).find((one) => one.unanswered);
const drain = async (...bodies: unknown[]) => {
  for (const body of bodies) world.enqueue(body);
  await world.drain();
};

beforeEach(() => {
  world = new World();
});

describe.each([
  ['a report in a chat', destination(), 'sendMessage'],
  ['a mail', mailingList(), 'SendEmail'],
])('%s whose sends get no answer', (_title, to, method) => {
  const message = deliverMessage(3, { destination: to });
  const service = () => (to.type === 'email' ? world.posts : world.telegram);
  const copyCount = () => world.telegram.messages.length + world.posts.arrived.length;

  it('is a warning once, an alarm from the second send on, and is given up with the fourth', async () => {
    service().treatments = [...lostAnswers];

    await drain(message);

    const common = { reportId: 'daily-usage', revision: 3, method, reason: 'timeout', advice: expect.any(String) };
    const alarm = { ...common, level: 'ERROR', event: 'delivery-unanswered' };
    expect(lines()).toMatchObject([
      {
        ...common,
        level: 'WARN',
        event: 'send-unanswered',
        sendCount: 1,
        advice: expect.stringMatching(/^Its readers may have it once, or not at all\. It is sent again after/),
      },
      { ...alarm, sendCount: 2 },
      { ...alarm, sendCount: 3, advice: expect.stringContaining('up to 3 times, or not at all') },
      { ...alarm, sendCount: 4, isGivenUp: true },
    ]);
    expect(lines()[3]?.['advice']).toMatch(/Only a newer revision .*: npm run report -- /);
  });

  it.each(['before', 'after'] as const)('is given up after four processes died %s their sends', async (when) => {
    service().treatments = lostAnswers.map(() => ({ kind: 'process-dies', when }));

    await drain(message);

    const { sends } = service();
    expect([copyCount(), sends.length]).toEqual([when === 'after' ? 4 : 0, 4]);
    expect(lines()).toMatchObject([{ level: 'ERROR', sendCount: 4, isGivenUp: true, advice: expect.any(String) }]);
    const saidAfterMs = Date.parse(String(lines()[0]?.['timestamp'])) - (sends[3]?.atMs ?? 0);
    expect(saidAfterMs).toBe(reportUpdatesDelivery.visibilityTimeoutSeconds * 1000);
    expect(stored()).toMatchObject({ unanswered: { count: 4, isGivenUp: true } });
    expect(stored()).not.toHaveProperty('lease');
  });

  it('is also an alarm if answers came and could not be stored', async () => {
    const write = world.store.write.bind(world.store);
    let failureCount = 6;
    world.store.write = async (key, request) => {
      const isAnswer = request.delivery.deliveredRevision === 3;
      if (!isAnswer || failureCount === 0) return await write(key, request);
      failureCount -= 1;
      throw new Error('out of order');
    };

    await drain(message);

    const reason = 'The answer could not be stored.';
    expect(copyCount()).toBe(3);
    expect(lines()).toMatchObject([
      { level: 'WARN', sendCount: 1, reason },
      { level: 'ERROR', sendCount: 2, reason },
    ]);
  });
});

it('gives a notice up after the fourth unanswered send, and the person can ask again', async () => {
  world.telegram.treatments = [...lostAnswers];

  await drain(failureRecord(chatRequest({ messageId: undefined })));

  expect(world.telegram.sends).toHaveLength(4);
  expect(lines().at(-1)).toMatchObject({
    level: 'ERROR',
    isGivenUp: true,
    advice: expect.stringMatching(/the person can ask again$/),
  });
});

it('does not send progress again, but the report, as a possible repeat', async () => {
  const progress = (revision: number) =>
    deliverMessage(revision, { destination: inChat, content: progressOf(revision) });
  world.telegram.treatments = [answerLost];

  expect(await world.process(progress(1))).toEqual([]);
  world.enqueue(progress(1));
  world.enqueue(progress(2), leaseMs);
  world.enqueue(deliverMessage(3, { destination: inChat }), 2 * leaseMs);
  await world.drain();

  expect(lines()).toMatchObject([{ advice: expect.stringMatching(/The report comes in a new message$/) }]);
  expect(world.telegram.textsIn(inChat.chatId).map((text) => [revisionIn(text), text.includes(repeatedMark)])).toEqual([
    [1, false],
    [3, true],
  ]);
});

it('gives up a report whose placeholder is lost when no send may follow', async () => {
  world.telegram.treatments = [...lostAnswers];
  await drain(deliverMessage(3, { destination: inChat }));
  await drain(deliverMessage(4, { destination: inChat }));
  const sendCount = world.telegram.sends.length;

  await drain(deliverMessage(5, { destination: asker({ placeholderMessageId: 99 }) }));

  expect([sendCount, world.telegram.sends.length]).toEqual([6, 6]);
  expect(lines().at(-1)).toMatchObject({
    revision: 5,
    isGivenUp: true,
    sendCount: 0,
    advice: expect.stringMatching(/^Its readers do not have it\. Nothing more of this run/),
  });
});
