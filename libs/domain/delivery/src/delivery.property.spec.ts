import * as fc from 'fast-check';

import { type Delivery } from './delivery';
import { leaseMs } from './steps';
import {
  asker,
  askerWithoutPlaceholder,
  chatRequest,
  chatRunId,
  contentOf,
  deliverMessage,
  destination,
  failureRecord,
  mailingList,
  supersededPlaceholder,
  webhook,
} from './testing/factories';
import { type Send, type Treatment, answerLost, refuse, repeatedMark, revisionIn } from './testing/fake-services';
import { type Fault, World } from './testing/world';

// Thousands of runs at night: this ends only a run that hangs.
jest.setTimeout(3_600_000);

/** What is delivered, and what must hold in the end. */
interface Scenario {
  readonly messages: readonly { readonly body: unknown; readonly delayMs: number }[];
  readonly newestRevision: number;
  /** Absent: a mailing list or webhook. */
  readonly chat?: ReturnType<typeof destination>;
  readonly hasChart?: boolean;
  /** Of another request of the run. */
  readonly secondPlaceholderId?: number;
}

type AnyTreatment = Treatment<never>;

/** What goes wrong while messages are delivered. */
interface Trouble {
  readonly faults?: readonly Fault[];
  readonly treatments?: readonly AnyTreatment[];
  readonly overlaps?: readonly number[];
  readonly skewsMs?: readonly number[];
  /** The call before which the chat moves. */
  readonly movesAtCall?: number | undefined;
  /** Of each message, instead of its own. */
  readonly delaysMs?: readonly number[];
}

async function run({ messages, chat, secondPlaceholderId }: Scenario, trouble: Trouble): Promise<World> {
  const world = new World();
  const { faults = [], treatments = [], overlaps = [], skewsMs = [0], delaysMs = [], movesAtCall } = trouble;
  Object.assign(world, { faults, overlaps, skewsMs });
  (chat ? world.telegram : world.posts).treatments = [...treatments];
  if (chat && movesAtCall !== undefined) {
    world.telegram.move = { atCall: movesAtCall, chatId: chat.chatId, toChatId: `-100${chat.chatId}` };
  }
  for (const placeholderId of [chat?.placeholderMessageId, secondPlaceholderId]) {
    if (chat && placeholderId !== undefined) world.telegram.show(chat.chatId, placeholderId);
  }
  messages.forEach(({ body, delayMs }, index) => world.enqueue(body, delaysMs[index] ?? delayMs));
  await world.drain();
  return world;
}

/** What must hold in the end, after any trouble. */
function expectKept(scenario: Scenario, world: World): void {
  const { sends } = scenario.chat ? world.telegram : world.posts;
  expect(world.queue.deadLetters).toEqual([]);
  expect(world.store.reopenedCount).toBe(0);
  for (const to of new Set(sends.map((send) => send.to))) {
    const here = sends.filter((send) => send.to === to);
    expect(here.filter(({ isUnanswered }) => isUnanswered).length).toBeLessThanOrEqual(6);
    expect(here.filter((send, index) => isTooEarly(send, here.slice(0, index), world.skewsMs))).toEqual([]);
  }
  if (scenario.chat) expectChatKept(scenario, scenario.chat, world);
  else expectPostKept(scenario, world);
}

/** How much shorter than its pause a repeat may wait: a process may call late, by another clock. */
const callLatenessMs = 30_000;

/** After an unanswered send comes a pause: a lease after the first one of a revision, then five times as long each. */
function isTooEarly(send: Send, before: readonly Send[], skewsMs: readonly number[]): boolean {
  const last = before.at(-1);
  if (!last?.isUnanswered) return false;
  const isAlike = ({ text, isUnanswered }: Send) => isUnanswered && revisionIn(text) === revisionIn(last.text);
  const toleranceMs = callLatenessMs + Math.max(...skewsMs) - Math.min(...skewsMs);
  return send.atMs - last.atMs < leaseMs * 5 ** (before.filter(isAlike).length - 1) - toleranceMs;
}

function expectFewOfEach(revisions: readonly number[], most: number): void {
  for (const revision of new Set(revisions)) {
    expect(revisions.filter((other) => other === revision).length).toBeLessThanOrEqual(most);
  }
}

function expectPostKept({ newestRevision }: Scenario, world: World): void {
  const { arrived } = world.posts;
  const stored = [...world.store.items.values()][0]?.delivery;
  const revisions = arrived.map(({ text }) => revisionIn(text));

  expectFewOfEach(revisions, 4);
  expectFewOfEach(
    arrived.filter(({ marker }) => !marker?.startsWith('repeated')).map(({ text }) => revisionIn(text)),
    1,
  );
  expect(arrived.filter(({ marker }) => marker === undefined).length).toBeLessThanOrEqual(1);
  if (isOver(stored, newestRevision, world)) return;
  expect(stored).toMatchObject({ deliveredRevision: newestRevision });
  expect(stored?.sendIntent).toBeUndefined();
  expect(revisions).toContain(newestRevision);
}

function expectChatKept(scenario: Scenario, chat: ReturnType<typeof destination>, world: World): void {
  const { newestRevision, hasChart, secondPlaceholderId } = scenario;
  const { telegram } = world;
  const hasMoved = telegram.movedChats.has(chat.chatId);
  const report = storedPart(chat.chatId, world, 0);
  const chatId = report?.chatId ?? chat.chatId;
  const texts = telegram.textsIn(chatId).filter((text) => !text.includes('already answered'));
  const sent = telegram.messages.filter((message) => message.chatId === chat.chatId && message.sentText !== undefined);

  for (const isPicture of [false, true]) {
    const copies = sent.filter(({ picture }) => (picture !== undefined) === isPicture);
    expectFewOfEach(
      copies.map(({ sentText = '' }) => revisionIn(sentText)),
      4,
    );
  }
  if (isEnded(report, world)) return;
  // Two copies of a notice say the same.
  const unmarked = texts.filter((text) => revisionIn(text) > 0 && !text.includes(repeatedMark));
  expect(unmarked.length).toBeLessThanOrEqual(1);
  if (!hasMoved && chat.placeholderMessageId !== undefined) expect(texts).toHaveLength(1);
  if (!hasMoved && secondPlaceholderId !== undefined) expect(telegram.textsIn(chat.chatId)).toHaveLength(2);
  if (isOver(report, newestRevision, world)) return;
  expect(report?.deliveredRevision).toBe(newestRevision);
  const shown = telegram.messages.find(({ messageId }) => messageId === report?.messageId);
  expect(shown?.text).toContain(`Revision <b>${newestRevision}</b>`);
  if (!hasChart) return;
  const chart = storedPart(chat.chatId, world, 1);
  const pictures = telegram.picturesIn(chart?.chatId ?? chat.chatId);
  expect(pictures.filter(({ text }) => !text.includes(repeatedMark)).length).toBeLessThanOrEqual(1);
  if (isOver(chart, newestRevision, world)) return;
  const picture = pictures.find(({ messageId }) => messageId === chart?.messageId)?.picture;
  expect(picture).toBe(`<svg>Revision ${newestRevision}</svg>`);
}

/** The stored delivery of a message, in its chat's current id. */
function storedPart(chatId: string, world: World, part: number): (Delivery & { readonly chatId: string }) | undefined {
  for (const id of [world.telegram.movedChats.get(chatId), chatId]) {
    const key = JSON.stringify({ runId: chatRunId, destinationKey: `telegram:${id}`, part });
    const found = id === undefined ? undefined : world.store.items.get(key);
    if (found && id !== undefined) return { ...found.delivery, chatId: id };
  }
  return undefined;
}

/** Whether a destination takes nothing any more, which must be logged. */
function isEnded({ endedReason }: Delivery = {}, world: World): boolean {
  if (endedReason === undefined) return false;
  expect(world.linesOf('delivery-ended')).not.toEqual([]);
  return true;
}

/** Whether it has ended, or was given up after too many unanswered sends. */
function isOver(stored: Delivery = {}, newestRevision: number, world: World): boolean {
  if (isEnded(stored, world)) return true;
  const { unanswered, deliveredRevision } = stored;
  if (deliveredRevision === newestRevision || !unanswered?.isGivenUp) return false;
  const { revision, count, runCount } = unanswered;
  expect(count >= 4 || runCount >= 6).toBe(true);
  // If the run has used all its sends, the line may be about the newest revision, which had none.
  const told = revision === newestRevision ? [count] : [count, 0];
  const isSaid = world.linesOf('delivery-unanswered').some((line) => {
    return line['level'] === 'ERROR' && line['isGivenUp'] === true && told.includes(Number(line['sendCount']));
  });
  expect(isSaid).toBe(true);
  return true;
}

const sides = ['before', 'after'] as const;
const kinds = ['dies', 'throws'] as const;
const numbersTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
const faultsAt = (atCall: number): Fault[] => sides.flatMap((when) => kinds.map((kind) => ({ atCall, when, kind })));
const crashesTo = (count: number): Fault[] =>
  numbersTo(count)
    .flatMap(faultsAt)
    .filter(({ kind }) => kind === 'dies');

const faultOf = (lastCall: number): fc.Arbitrary<Fault> =>
  fc.record({
    atCall: fc.integer({ min: 1, max: lastCall }),
    when: fc.constantFrom(...sides),
    kind: fc.constantFrom(...kinds),
  });

/** A send arrives before its lease ends. An edit may take effect minutes later. */
const late = fc.record({ kind: fc.constant('late' as const), afterMs: fc.nat(8_000), editAfterMs: fc.nat(200_000) });
const dies = fc.constantFrom(...sides).map((when) => ({ kind: 'process-dies', when }) as const);

/** How a service may refuse a call, for now and for good. */
const refusalsOf = ({ chat }: Scenario) =>
  chat
    ? [
        fc.nat(300_000).map((retryAfterMs) => ({ status: 'rate-limited', retryAfterMs })),
        fc.constant({ status: 'unauthorized' }),
        fc.constant({ status: 'not-sent', reason: 'ECONNREFUSED' }),
      ]
    : [
        fc.nat(300_000).map((delayMs) => ({ status: 'postponed', delayMs })),
        fc.constant({ status: 'not-sent', reason: 'ECONNREFUSED' }),
      ];
const refusalForGoodOf = ({ chat }: Scenario) =>
  chat ? { status: 'gone', reason: 'bot was kicked' } : { status: 'rejected', reason: 'MessageRejected' };

const treatmentsOf = (scenario: Scenario) => [
  fc.constant({ kind: 'ok' }),
  fc.constant(answerLost),
  late,
  ...refusalsOf(scenario).map((refusal) => fc.oneof(refusal).map((outcome) => refuse(outcome))),
];

const delaysOf = ({ messages }: Scenario, longestMs: number) =>
  fc.array(fc.nat(longestMs), { minLength: messages.length, maxLength: messages.length });

const channel = destination();
const person = askerWithoutPlaceholder();

/** Progress before revision 3, where it is shown. */
const revisionsTo = (
  target: NonNullable<Parameters<typeof deliverMessage>[1]>['destination'],
  revisions: readonly number[],
  content: Partial<ReturnType<typeof contentOf>> = {},
) =>
  revisions.map((revision, index) => ({
    body: deliverMessage(revision, {
      runId: chatRunId,
      destination: target ?? channel,
      content: { ...contentOf(revision), ...content, ...(content.chart && revision < 3 ? { state: 'progress' } : {}) },
    }),
    delayMs: index * 1_000,
  }));

const fails = (messageId?: number) => ({ body: failureRecord(chatRequest({ messageId })), delayMs: 500 });

const scenarios: [string, Scenario][] = [
  [
    'a report with its chart in a channel',
    { chat: channel, messages: revisionsTo(channel, [3, 4, 4, 3], { chart: true }), newestRevision: 4, hasChart: true },
  ],
  [
    'a report with its chart for a person without a placeholder',
    {
      chat: person,
      messages: [...revisionsTo(person, [1, 2, 3, 4], { chart: true }), fails()],
      newestRevision: 4,
      hasChart: true,
    },
  ],
  [
    'a report that a person asked for',
    { chat: asker(), messages: [...revisionsTo(asker(), [1, 3, 2, 3]), fails(17)], newestRevision: 3 },
  ],
  [
    'a report that a person asked for twice within a minute',
    {
      chat: asker(),
      messages: [
        ...revisionsTo(asker(), [1, 3]),
        { body: supersededPlaceholder(18), delayMs: 0 },
        fails(18),
        fails(17),
      ],
      newestRevision: 3,
      secondPlaceholderId: 18,
    },
  ],
  ['a report for a mailing list', { messages: revisionsTo(mailingList(), [3, 3, 4, 4, 2, 5]), newestRevision: 5 }],
  ['a report for a webhook', { messages: revisionsTo(webhook(), [3, 3, 4, 4, 2, 5]), newestRevision: 5 }],
];

describe.each(scenarios)('%s', (_title, scenario) => {
  it.each<[string, number, (callCount: number) => Trouble[]]>([
    [
      'one fault at any call, on either side of its effect',
      5,
      (count) => numbersTo(count).flatMap((atCall) => faultsAt(atCall).map((fault) => ({ faults: [fault] }))),
    ],
    [
      'any two crashes',
      101,
      (count) =>
        crashesTo(count + 4).flatMap((first) =>
          crashesTo(count + 4)
            .filter(({ atCall }) => atCall > first.atCall)
            .map((second) => ({ faults: [first, second] })),
        ),
    ],
    [
      'another process at any call',
      13,
      (count) =>
        numbersTo(count).flatMap((call) => numbersTo(6).map((further) => ({ overlaps: [call, call + further] }))),
    ],
  ])('survives %s', async (_what, oneOf, casesOf) => {
    const { portCallCount } = await run(scenario, {});
    // For a commit some cases, evenly spread; at night all of them.
    const cases = casesOf(portCallCount).filter((_case, index) => isNightly || index % oneOf === 0);

    for (const trouble of cases) expectKept(scenario, await run(scenario, trouble));
    expect(portCallCount).toBeGreaterThan(11);
  });

  it('survives any behaviour of the service, any order of arrival and concurrent processes', async () => {
    const trouble = fc.record({
      delaysMs: delaysOf(scenario, 12_000),
      treatments: fc.array(fc.oneof(...treatmentsOf(scenario)), { maxLength: 5 }),
      faults: fc.array(faultOf(25), { maxLength: 2 }),
      overlaps: fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 6 }),
      movesAtCall: fc.option(fc.integer({ min: 1, max: 6 }), { freq: 3, nil: undefined }),
      endsWith: fc.constantFrom([], [], [refuse(refusalForGoodOf(scenario))]),
    });

    await fc.assert(
      fc.asyncProperty(trouble, async ({ treatments, endsWith, ...given }) =>
        expectKept(scenario, await run(scenario, { ...given, treatments: [...treatments, ...endsWith] as never[] })),
      ),
      { numRuns: isNightly ? 5_000 : 60 },
    );
  });

  it('arrives at most four times per revision and six times unanswered, or is given up, if hardly any send is answered', async () => {
    const usual = treatmentsOf(scenario);
    const treatment = fc.oneof(
      { weight: usual.length, arbitrary: fc.oneof(...usual) },
      { weight: 6, arbitrary: fc.constant(answerLost) },
      { weight: 3, arbitrary: late },
      { weight: 6, arbitrary: dies },
    );
    const trouble = fc.record({
      delaysMs: delaysOf(scenario, 2 * 3_600_000),
      treatments: fc.array(treatment as fc.Arbitrary<never>, { minLength: 3, maxLength: 25 }),
      faults: fc.array(faultOf(150), { maxLength: 8 }),
      overlaps: fc.array(fc.integer({ min: 1, max: 150 }), { maxLength: 10 }),
      skewsMs: fc.array(fc.integer({ min: -60_000, max: 60_000 }), { minLength: 1, maxLength: 5 }),
    });

    await fc.assert(
      fc.asyncProperty(trouble, async (given) => expectKept(scenario, await run(scenario, given))),
      { numRuns: isNightly ? 5_000 : 20 },
    );
  });
});
