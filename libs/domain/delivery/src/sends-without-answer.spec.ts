import { reportUpdatesDelivery } from '@pulso/contracts/report-updates';

import { leaseMs } from './steps';
import {
  asker,
  askerWithoutPlaceholder,
  chatRequest,
  chatRunId,
  deliverMessage,
  failureRecord,
  mailingList,
  progressOf,
} from './testing/factories';
import { answerLost, repeatedMark, revisionIn, type Treatment } from './testing/fake-services';
import { World } from './testing/world';

/** What every service can do with a call. */
type AnyTreatment = Treatment<never>;

interface Target {
  readonly message: (revision: number) => unknown;
  /** Says how the sends to come are treated. */
  readonly treat: (world: World, treatments: AnyTreatment[]) => void;
  /** Which revisions arrived, in their order, and whether each said that it is a repetition. */
  readonly copies: (world: World) => [revision: number, isRepeat: boolean][];
  readonly sendTimesMs: (world: World) => readonly number[];
  readonly method: string;
}

const dies = (when: 'before' | 'after') => ({ kind: 'process-dies', when }) as const;
const times = (count: number, treatment: AnyTreatment): AnyTreatment[] =>
  Array.from({ length: count }, () => treatment);
const inChat = askerWithoutPlaceholder();

const toChat: Target = {
  message: (revision) => deliverMessage(revision),
  treat: ({ telegram }, treatments) => {
    telegram.treatments = treatments;
  },
  copies: ({ telegram }) =>
    telegram.messages.map(({ sentText = '' }) => [revisionIn(sentText), sentText.includes(repeatedMark)]),
  sendTimesMs: ({ telegram }) => telegram.sends.map(({ atMs }) => atMs),
  method: 'sendMessage',
};

const toList: Target = {
  message: (revision) => deliverMessage(revision, { destination: mailingList() }),
  treat: ({ posts }, treatments) => {
    posts.treatments = treatments;
  },
  copies: ({ posts }) =>
    posts.arrived.map(({ text, marker }) => [revisionIn(text), marker?.startsWith('repeated') === true]),
  sendTimesMs: ({ posts }) => posts.sends.map(({ atMs }) => atMs),
  method: 'SendEmail',
};

const storedOf = (world: World) =>
  [...world.store.items.values()].map(({ delivery }) => delivery).find(({ unanswered }) => unanswered);

let world: World;

beforeEach(() => {
  world = new World();
});

describe.each([
  ['a report in a chat', toChat],
  ['a mail', toList],
])('%s whose sends get no answer', (_title, { message, treat, copies, sendTimesMs, method }) => {
  const lines = () => world.linesOf('send-unanswered', 'delivery-unanswered');
  const drain = async (body: unknown) => {
    world.enqueue(body);
    await world.drain();
  };

  it('is a warning once, an alarm from the second time on, and is given up with the fourth', async () => {
    treat(world, times(9, answerLost));

    await drain(message(3));

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

  it.each(['before', 'after'] as const)('is given up after four processes have died %s their sends', async (when) => {
    treat(world, times(9, dies(when)));

    await drain(message(3));

    expect(copies(world)).toHaveLength(when === 'after' ? 4 : 0);
    expect(sendTimesMs(world)).toHaveLength(4);
    expect(lines()).toMatchObject([{ level: 'ERROR', sendCount: 4, isGivenUp: true, advice: expect.any(String) }]);
    const saidAfterMs = Date.parse(String(lines()[0]?.['timestamp'])) - (sendTimesMs(world)[3] ?? 0);
    expect(saidAfterMs).toBe(reportUpdatesDelivery.visibilityTimeoutSeconds * 1000);
    expect(storedOf(world)).toMatchObject({ unanswered: { count: 4, isGivenUp: true } });
    expect(storedOf(world)).not.toHaveProperty('lease');
  });

  it('is an alarm as well where answers came and could not be stored', async () => {
    const write = world.store.write.bind(world.store);
    let failures = 6;
    world.store.write = (key, request) => {
      const { deliveredRevision } = request.delivery;
      const isAnswer = deliveredRevision === 3;
      if (!isAnswer || failures === 0) return write(key, request);
      failures -= 1;
      return Promise.reject(new Error('out of order'));
    };
    world.enqueue(message(3));
    await world.drain();

    expect(copies(world)).toHaveLength(3);
    expect(lines()).toMatchObject([
      { level: 'WARN', sendCount: 1, reason: 'The answer could not be stored.' },
      { level: 'ERROR', sendCount: 2, reason: 'The answer could not be stored.' },
    ]);
  });
});

describe('a notice whose sends get no answer', () => {
  const notice = failureRecord(chatRequest({ messageId: undefined }));

  it('is given up after the fourth, and the person can ask again', async () => {
    world.telegram.treatments = times(9, answerLost);
    world.enqueue(notice);

    await world.drain();

    expect(world.telegram.sends).toHaveLength(4);
    expect(world.linesOf('delivery-unanswered').at(-1)).toMatchObject({
      level: 'ERROR',
      runId: chatRunId,
      isGivenUp: true,
      advice: expect.stringMatching(/the person can ask again$/),
    });
  });
});

describe('progress whose send gets no answer', () => {
  const progress = (revision: number) =>
    deliverMessage(revision, { destination: inChat, content: progressOf(revision) });

  it('is not sent again, nor is any other progress: the report is, as what it may repeat', async () => {
    world.telegram.treatments = [answerLost];

    expect(await world.process(progress(1))).toEqual([]);
    world.enqueue(progress(1));
    world.enqueue(progress(2), leaseMs);
    world.enqueue(deliverMessage(3, { destination: inChat }), 2 * leaseMs);
    await world.drain();

    expect(world.linesOf('send-unanswered')).toMatchObject([
      { advice: expect.stringMatching(/The report comes in a new message$/) },
    ]);
    expect(toChat.copies(world)).toEqual([
      [1, false],
      [3, true],
    ]);
  });
});

describe('a placeholder that is lost when no send may follow', () => {
  it('gives the report up instead of sending it once more', async () => {
    world.telegram.treatments = times(9, answerLost);
    world.enqueue(deliverMessage(3, { destination: inChat }));
    await world.drain();
    world.enqueue(deliverMessage(4, { destination: inChat }));
    await world.drain();
    const sendCount = world.telegram.sends.length;

    world.enqueue(deliverMessage(5, { destination: asker({ placeholderMessageId: 99 }) }));
    await world.drain();

    expect([sendCount, world.telegram.sends.length]).toEqual([6, 6]);
    expect(world.linesOf('delivery-unanswered').at(-1)).toMatchObject({
      revision: 5,
      isGivenUp: true,
      sendCount: 0,
      advice: expect.stringMatching(/^Its readers do not have it\. Nothing more of this run/),
    });
  });
});
