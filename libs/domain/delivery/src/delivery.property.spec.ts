import * as fc from 'fast-check';

import { asker, chatRequest, chatRunId, deliverMessage, destination, failureRecord } from './testing/factories';
import { type Delivery } from './ports';
import { type Treatment, refuse, repeatedMark } from './testing/fake-telegram';
import { shareOf } from './testing/share-of';
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

interface Trouble {
  readonly faults: readonly Fault[];
  readonly treatments: readonly Treatment[];
  readonly overlaps: readonly number[];
}

async function run(
  { destination: target, messages, secondPlaceholderId }: Scenario,
  { faults = [], treatments = [], overlaps = [] }: Partial<Trouble>,
): Promise<World> {
  const world = new World();
  world.faults = faults;
  world.overlaps = overlaps;
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
  const [stored] = [...world.store.items.values()];
  const [, chart] = [...world.store.items].find(([key]) => key.endsWith('"part":1}')) ?? [];
  const shown = world.telegram.messages.find(({ messageId }) => messageId === stored?.delivery.messageId);

  // Lambda's record can't wait as a copy: limits that follow each other for long use up its receives.
  expect(world.deadLetters.filter((body) => !body.includes('"requestContext"'))).toEqual([]);
  expect(stored?.delivery.deliveredRevision).toBe(newestRevision);
  expect(shown?.text).toContain(`Revision <b>${newestRevision}</b>`);
  expect(texts.filter((text) => !text.includes(repeatedMark)).length).toBeLessThanOrEqual(1);
  if (target.placeholderMessageId !== undefined) expect(texts).toHaveLength(1);
  if (secondPlaceholderId !== undefined) expect(world.telegram.textsIn(target.chatId)).toHaveLength(2);
  if (hasChart) expectChartKept(target.chatId, chart?.delivery, world);
}

function expectChartKept(chatId: string, chart: Delivery | undefined, world: World): void {
  const pictures = world.telegram.picturesIn(chatId);
  const shown = pictures.find(({ messageId }) => messageId === chart?.messageId);

  expect(shown?.picture).toBe('<svg>Revision 4</svg>');
  expect(pictures.filter(({ text }) => !text.includes(repeatedMark)).length).toBeLessThanOrEqual(1);
}

// Thousands of runs: more than Jest's five seconds where tests share the machine.
jest.setTimeout(60_000);

const sides = ['before', 'after'] as const;
const kinds = ['dies', 'throws'] as const;

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
    const treatment: fc.Arbitrary<Treatment> = fc.oneof(
      fc.constant<Treatment>({ kind: 'ok' }),
      fc.constant<Treatment>({ kind: 'answer-lost' }),
      fc.nat(8_000).map((afterMs): Treatment => ({ kind: 'late', afterMs })),
      fc.nat(300_000).map((retryAfterMs) => refuse({ status: 'rate-limited', retryAfterMs })),
      fc.constant(refuse({ status: 'unauthorized' })),
      fc.constant(refuse({ status: 'not-sent', reason: 'ECONNREFUSED' })),
    );
    const fault: fc.Arbitrary<Fault> = fc.record({
      atCall: fc.integer({ min: 1, max: 25 }),
      when: fc.constantFrom(...sides),
      kind: fc.constantFrom(...kinds),
    });
    const delaysMs = fc.array(fc.nat(12_000), { minLength: 5, maxLength: 5 });

    await fc.assert(
      fc.asyncProperty(
        delaysMs,
        fc.array(treatment, { maxLength: 5 }),
        fc.array(fault, { maxLength: 2 }),
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
