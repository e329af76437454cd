import * as fc from 'fast-check';

import { type Delivery } from './ports/delivery-store';
import {
  asker,
  chatRequest,
  chatRunId,
  contentOf,
  deliverMessage,
  destination,
  failureRecord,
} from './testing/factories';
import { type Treatment, refuse, repeatedMark } from './testing/fake-telegram';
import { isGivenUp } from './testing/is-given-up';
import { shareOf } from './testing/share-of';
import { revisionIn, tooManyCopies } from './testing/too-many-copies';
import { type Fault, World } from './testing/world';

interface Scenario {
  readonly destination: ReturnType<typeof destination>;
  readonly messages: readonly { readonly body: unknown; readonly delayMs: number }[];
  readonly newestRevision: number;
  readonly hasChart?: boolean;
  /** Of another request of the run. Absent: there is none. */
  readonly secondPlaceholderId?: number;
}

const revisionsTo = (target: ReturnType<typeof destination>, revisions: readonly number[]) =>
  revisions.map((revision, index) => ({
    body: deliverMessage(revision, { runId: chatRunId, destination: target }),
    delayMs: index * 1_000,
  }));

const scheduled = {
  destination: destination(),
  messages: revisionsTo(destination(), [3, 4, 4, 2]),
  newestRevision: 4,
};

const asked: Scenario = {
  destination: asker(),
  messages: [...revisionsTo(asker(), [1, 3, 2, 3]), { body: failureRecord(chatRequest()), delayMs: 500 }],
  newestRevision: 3,
};

const askedTwice: Scenario = {
  destination: asker(),
  messages: [
    ...revisionsTo(asker(), [1, 3]),
    {
      body: {
        schemaVersion: 1,
        type: 'placeholder-superseded',
        runId: chatRunId,
        destination: asker({ placeholderMessageId: 18 }),
      },
      delayMs: 0,
    },
    { body: failureRecord(chatRequest({ messageId: 18 })), delayMs: 0 },
    { body: failureRecord(chatRequest()), delayMs: 500 },
  ],
  newestRevision: 3,
  secondPlaceholderId: 18,
};

const withChart: Scenario = {
  ...scheduled,
  hasChart: true,
  messages: scheduled.messages.map(({ body, delayMs }) => ({
    body: { ...body, content: { ...body.content, chart: true } },
    delayMs,
  })),
};

const { placeholderMessageId: _, ...withoutPlaceholder } = asker();
const noticeRequest = chatRequest({ messageId: undefined });

interface Trouble {
  readonly faults: readonly Fault[];
  readonly treatments: readonly Treatment[];
  readonly overlaps: readonly number[];
  readonly skewsMs: readonly number[];
}

async function run(
  { destination: target, messages, secondPlaceholderId }: Scenario,
  { faults = [], treatments = [], overlaps = [], skewsMs = [0] }: Partial<Trouble>,
): Promise<World> {
  const world = new World();
  world.faults = faults;
  world.overlaps = overlaps;
  world.skewsMs = skewsMs;
  world.telegram.treatments = [...treatments];
  if (target.placeholderMessageId !== undefined) world.telegram.show(target.chatId, target.placeholderMessageId);
  if (secondPlaceholderId !== undefined) world.telegram.show(target.chatId, secondPlaceholderId);
  for (const { body, delayMs } of messages) world.enqueue(body, delayMs);
  await world.drain();
  return world;
}

/** What has to hold in the end, after any trouble on the way. */
function expectPromisesKept(scenario: Scenario, world: World): void {
  const { destination: target, newestRevision, hasChart, secondPlaceholderId } = scenario;
  const texts = world.telegram.textsIn(target.chatId).filter((text) => !text.includes('in another message'));
  const report = storedPart(world, 0);
  const shown = world.telegram.messages.find(({ messageId }) => messageId === report?.messageId);

  expect(world.queue.deadLetters).toEqual([]);
  expectFewCopies(scenario, world);
  // A notice that may be there twice says the same both times.
  const reports = texts.filter((text) => revisionIn(text) > 0);
  expect(reports.filter((text) => !text.includes(repeatedMark)).length).toBeLessThanOrEqual(1);
  if (target.placeholderMessageId !== undefined) expect(texts).toHaveLength(1);
  if (secondPlaceholderId !== undefined) expect(world.telegram.textsIn(target.chatId)).toHaveLength(2);
  if (isGivenUp(report, newestRevision, world)) return;
  expect(report?.deliveredRevision).toBe(newestRevision);
  expect(shown?.text).toContain(`Revision <b>${newestRevision}</b>`);
  if (hasChart) expectChartKept(scenario, world);
}

function expectChartKept({ destination: target, newestRevision }: Scenario, world: World): void {
  const chart = storedPart(world, 1);
  const pictures = world.telegram.picturesIn(target.chatId);
  const shown = pictures.find(({ messageId }) => messageId === chart?.messageId);

  expect(pictures.filter(({ text }) => !text.includes(repeatedMark)).length).toBeLessThanOrEqual(1);
  if (isGivenUp(chart, newestRevision, world)) return;
  expect(shown?.picture).toBe(`<svg>Revision ${newestRevision}</svg>`);
}

const storedPart = (world: World, part: number): Delivery | undefined =>
  [...world.store.items].find(([key]) => key.includes(chatRunId) && key.endsWith(`"part":${part}}`))?.[1].delivery;

/** Whatever happens, a reader has at most four copies of one revision and six of one run. */
function expectFewCopies({ destination: target }: Scenario, { telegram }: World): void {
  const sent = telegram.messages.filter(({ chatId, sentText }) => chatId === target.chatId && sentText !== undefined);
  const texts = sent.filter(({ picture }) => picture === undefined);
  const pictures = sent.filter(({ picture }) => picture !== undefined);
  for (const copies of [texts, pictures]) {
    expect(
      tooManyCopies(
        copies.map(({ sentText = '' }) => revisionIn(sentText)),
        copies.length,
      ),
    ).toEqual([]);
  }
}

// Thousands of runs: more than Jest's five seconds where tests share the machine.
jest.setTimeout(isNightly ? 600_000 : 60_000);

const sides = ['before', 'after'] as const;
const kinds = ['dies', 'throws'] as const;

type Weighted = readonly (readonly [weight: number, treatment: fc.Arbitrary<Treatment>])[];

const hostileTelegram: Weighted = [
  [1, fc.constant<Treatment>({ kind: 'ok' })],
  [1, fc.constant<Treatment>({ kind: 'answer-lost' })],
  [1, fc.nat(8_000).map((afterMs): Treatment => ({ kind: 'late', afterMs }))],
  [1, fc.nat(300_000).map((retryAfterMs) => refuse({ status: 'rate-limited', retryAfterMs }))],
  [1, fc.constant(refuse({ status: 'unauthorized' }))],
  [1, fc.constant(refuse({ status: 'not-sent', reason: 'ECONNREFUSED' }))],
];

const silentTelegram: Weighted = [
  ...hostileTelegram,
  [6, fc.constant<Treatment>({ kind: 'answer-lost' })],
  [3, fc.nat(8_000).map((afterMs): Treatment => ({ kind: 'late', afterMs }))],
  [6, fc.constantFrom(...sides).map((when): Treatment => ({ kind: 'process-dies', when }))],
];

const treatmentOf = (weighted: Weighted): fc.Arbitrary<Treatment> =>
  fc.oneof(...weighted.map(([weight, arbitrary]) => ({ weight, arbitrary })));

const faultOf = (lastCall: number): fc.Arbitrary<Fault> =>
  fc.record({
    atCall: fc.integer({ min: 1, max: lastCall }),
    when: fc.constantFrom(...sides),
    kind: fc.constantFrom(...kinds),
  });

describe.each([
  ['a scheduled report', scheduled],
  ['a report that a person asked for', asked],
  ['a report that a person asked for twice within a minute', askedTwice],
  ['a report with a chart', withChart],
])('%s', (_title, scenario) => {
  const faultsAt = (atCall: number): Fault[] => sides.flatMap((when) => kinds.map((kind) => ({ atCall, when, kind })));

  it('survives one fault at any call, on either side of its effect', async () => {
    const { portCallCount } = await run(scenario, {});

    for (let atCall = 1; atCall <= portCallCount; atCall += 1) {
      for (const fault of faultsAt(atCall)) expectPromisesKept(scenario, await run(scenario, { faults: [fault] }));
    }
    expect(portCallCount).toBeGreaterThan(8);
  });

  it('survives any two crashes', async () => {
    const { portCallCount } = await run(scenario, {});
    const faults = Array.from({ length: portCallCount + 4 }, (_, index) => faultsAt(index + 1))
      .flat()
      .filter(({ kind }) => kind === 'dies');
    const pairs = faults.flatMap((first) =>
      faults.filter(({ atCall }) => atCall > first.atCall).map((second) => [first, second]),
    );

    for (const pair of shareOf(pairs, 11)) expectPromisesKept(scenario, await run(scenario, { faults: pair }));
  });

  it('survives another process at any call', async () => {
    const { portCallCount } = await run(scenario, {});
    const overlaps = Array.from({ length: portCallCount }, (_, index) => index + 1).flatMap((atCall) =>
      [1, 2, 3, 4, 5, 6].map((further) => [atCall, atCall + further]),
    );

    for (const pair of shareOf(overlaps, 5)) expectPromisesKept(scenario, await run(scenario, { overlaps: pair }));
  });

  it('survives any behaviour of Telegram, in any order of arrival, with processes beside each other', async () => {
    const delaysMs = fc.array(fc.nat(12_000), { minLength: 5, maxLength: 5 });

    await fc.assert(
      fc.asyncProperty(
        delaysMs,
        fc.array(treatmentOf(hostileTelegram), { maxLength: 5 }),
        fc.array(faultOf(25), { maxLength: 2 }),
        fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 6 }),
        async (delays, treatments, faults, overlaps) => {
          const messages = scenario.messages.map(({ body }, index) => ({ body, delayMs: delays[index] ?? 0 }));
          const shuffled = { ...scenario, messages };

          expectPromisesKept(scenario, await run(shuffled, { faults, treatments, overlaps }));
        },
      ),
      { numRuns: isNightly ? 5_000 : 60 },
    );
  });
});

describe.each([
  ['in a channel', destination(), [3, 3, 4, 4, 5, 2]],
  ['for a person without a placeholder', withoutPlaceholder, [1, 2, 3, 4, 3, 5]],
])('a report with its chart %s', (_where, target, revisions) => {
  const messages = revisions.map((revision) => ({
    body: deliverMessage(revision, {
      runId: chatRunId,
      destination: target,
      content: {
        ...contentOf(revision),
        state: target.showsProgress && revision < 3 ? 'progress' : 'partial',
        chart: true,
      },
    }),
  }));
  const noticeToo = target.showsProgress ? [{ body: failureRecord(noticeRequest) }] : [];

  it('is there at most four times in one revision and six times in all, or is given up, whatever happens', async () => {
    const all = [...messages, ...noticeToo];
    const trouble = fc.record({
      delaysMs: fc.array(fc.nat(2 * 3_600_000), { minLength: all.length, maxLength: all.length }),
      treatments: fc.array(treatmentOf(silentTelegram), { minLength: 3, maxLength: 25 }),
      faults: fc.array(faultOf(150), { maxLength: 8 }),
      overlaps: fc.array(fc.integer({ min: 1, max: 150 }), { maxLength: 10 }),
      skewsMs: fc.array(fc.integer({ min: -60_000, max: 60_000 }), { minLength: 1, maxLength: 5 }),
    });

    await fc.assert(
      fc.asyncProperty(trouble, async ({ delaysMs, ...given }) => {
        const scenario: Scenario = {
          destination: target,
          messages: all.map(({ body }, index) => ({ body, delayMs: delaysMs[index] ?? 0 })),
          newestRevision: 5,
          hasChart: true,
        };

        expectPromisesKept(scenario, await run(scenario, given));
      }),
      { numRuns: isNightly ? 5_000 : 100 },
    );
  });
});
