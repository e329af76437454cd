import * as fc from 'fast-check';

import { type Delivery } from './delivery';
import {
  asker,
  askerWithoutPlaceholder,
  chatRequest,
  chatRunId,
  contentOf,
  deliverMessage,
  destination,
  failureRecord,
  supersededPlaceholder,
} from './testing/factories';
import { repeatedMark, type TelegramTreatment } from './testing/fake-services';
import {
  type Trouble,
  hasEnded,
  isGivenUp,
  itArrivesFewTimes,
  itSurvivesTrouble,
  revisionIn,
  tooEarlySends,
  tooManyCopies,
} from './testing/trouble';
import { World } from './testing/world';

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
    { body: supersededPlaceholder(18), delayMs: 0 },
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

/** How Telegram refuses a call. */
const refusals = [
  fc.nat(300_000).map((retryAfterMs) => ({ status: 'rate-limited', retryAfterMs }) as const),
  fc.constant({ status: 'unauthorized' } as const),
  fc.constant({ status: 'not-sent', reason: 'ECONNREFUSED' } as const),
];

async function run(
  { destination: target, messages, secondPlaceholderId }: Scenario,
  {
    faults = [],
    treatments = [],
    overlaps = [],
    skewsMs = [0],
    delaysMs = [],
    movesAtCall,
  }: Partial<Trouble<TelegramTreatment>>,
): Promise<World> {
  const world = new World();
  world.faults = faults;
  world.overlaps = overlaps;
  world.skewsMs = skewsMs;
  world.telegram.treatments = [...treatments];
  if (movesAtCall)
    world.telegram.move = { atCall: movesAtCall, chatId: target.chatId, toChatId: `-100${target.chatId}` };
  if (target.placeholderMessageId !== undefined) world.telegram.show(target.chatId, target.placeholderMessageId);
  if (secondPlaceholderId !== undefined) world.telegram.show(target.chatId, secondPlaceholderId);
  messages.forEach(({ body, delayMs }, index) => world.enqueue(body, delaysMs[index] ?? delayMs));
  await world.drain();
  return world;
}

/** What has to hold in the end, after any trouble on the way. */
function expectPromisesKept(scenario: Scenario, world: World): void {
  const { destination: target, newestRevision, hasChart, secondPlaceholderId } = scenario;
  const report = storedPart(scenario, world, 0);
  const chatId = report?.chatId ?? target.chatId;
  const hasMoved = world.telegram.movedChats.has(target.chatId);
  const texts = world.telegram.textsIn(chatId).filter((text) => !text.includes('in another message'));
  const shown = world.telegram.messages.find(({ messageId }) => messageId === report?.messageId);

  expect(world.queue.deadLetters).toEqual([]);
  expect(world.store.reopenedCount).toBe(0);
  expectFewCopies(scenario, world);
  expect(tooEarlySends(world.telegram.sends, world.skewsMs)).toEqual([]);
  if (hasEnded(report, world)) return;
  // A notice that may be there twice says the same both times.
  const reports = texts.filter((text) => revisionIn(text) > 0);
  expect(reports.filter((text) => !text.includes(repeatedMark)).length).toBeLessThanOrEqual(1);
  if (!hasMoved && target.placeholderMessageId !== undefined) expect(texts).toHaveLength(1);
  if (!hasMoved && secondPlaceholderId !== undefined) {
    expect(world.telegram.textsIn(target.chatId)).toHaveLength(2);
  }
  if (isGivenUp(report, newestRevision, world)) return;
  expect(report?.deliveredRevision).toBe(newestRevision);
  expect(shown?.text).toContain(`Revision <b>${newestRevision}</b>`);
  if (hasChart) expectChartKept(scenario, world);
}

function expectChartKept(scenario: Scenario, world: World): void {
  const { destination: target, newestRevision } = scenario;
  const chart = storedPart(scenario, world, 1);
  const pictures = world.telegram.picturesIn(chart?.chatId ?? target.chatId);
  const shown = pictures.find(({ messageId }) => messageId === chart?.messageId);

  expect(pictures.filter(({ text }) => !text.includes(repeatedMark)).length).toBeLessThanOrEqual(1);
  if (hasEnded(chart, world) || isGivenUp(chart, newestRevision, world)) return;
  expect(shown?.picture).toBe(`<svg>Revision ${newestRevision}</svg>`);
}

/** What is stored of a message, where its chat is by now. */
function storedPart({ destination: target }: Scenario, world: World, part: number): StoredPart | undefined {
  const partOf = (chatId: string): Delivery | undefined =>
    [...world.store.items].find(
      ([key]) => key.includes(chatRunId) && key.includes(`telegram:${chatId}"`) && key.endsWith(`"part":${part}}`),
    )?.[1].delivery;
  const newChatId = world.telegram.movedChats.get(target.chatId) ?? target.chatId;
  const there = partOf(newChatId);
  if (there) return { ...there, chatId: newChatId };
  const here = partOf(target.chatId);
  return here && { ...here, chatId: target.chatId };
}

interface StoredPart extends Delivery {
  readonly chatId: string;
}

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

/** What is tested about a scenario. */
const deliveryOf = (scenario: Scenario) => ({
  messageCount: scenario.messages.length,
  refusals,
  refusalForGood: { status: 'gone', reason: 'bot was kicked from the channel chat' } as const,
  run: (trouble: Partial<Trouble<TelegramTreatment>>) => run(scenario, trouble),
  expectPromisesKept: (world: World) => expectPromisesKept(scenario, world),
});

describe.each<[string, Scenario]>([
  ['a scheduled report', scheduled],
  ['a report that a person asked for', asked],
  ['a report that a person asked for twice within a minute', askedTwice],
  ['a report with a chart', withChart],
])('%s', (_title, scenario) => itSurvivesTrouble(deliveryOf(scenario)));

describe.each([
  ['in a channel', destination(), [3, 3, 4, 4, 5, 2]],
  ['for a person without a placeholder', askerWithoutPlaceholder(), [1, 2, 3, 4, 3, 5]],
])('a report with its chart %s', (_where, target, revisions) => {
  const contentIn = (revision: number) => ({
    ...contentOf(revision),
    state: target.showsProgress && revision < 3 ? ('progress' as const) : ('partial' as const),
    chart: true,
  });
  const reports = revisions.map((revision) =>
    deliverMessage(revision, { runId: chatRunId, destination: target, content: contentIn(revision) }),
  );
  const notices = target.showsProgress ? [failureRecord(chatRequest({ messageId: undefined }))] : [];

  itArrivesFewTimes(
    deliveryOf({
      destination: target,
      messages: [...reports, ...notices].map((body) => ({ body, delayMs: 0 })),
      newestRevision: 5,
      hasChart: true,
    }),
  );
});
