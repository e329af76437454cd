import * as fc from 'fast-check';

import { chatRunId, deliverMessage, mailingList, webhook } from './testing/factories';
import { type PostTreatment } from './testing/fake-services';
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

type Target = ReturnType<typeof mailingList> | ReturnType<typeof webhook>;

const fewRevisions = [3, 4, 4, 2];
const manyRevisions = [3, 3, 4, 4, 5, 2, 6];
const textOf = (revision: number) => `Revision ${revision}`;

async function run(
  destination: Target,
  { faults = [], treatments = [], overlaps = [], skewsMs = [0], delaysMs = [] }: Partial<Trouble<PostTreatment>>,
  revisions: readonly number[],
): Promise<World> {
  const world = new World();
  world.faults = faults;
  world.overlaps = overlaps;
  world.skewsMs = skewsMs;
  world.posts.treatments = [...treatments];
  revisions.forEach((revision, index) =>
    world.enqueue(deliverMessage(revision, { runId: chatRunId, destination }), delaysMs[index] ?? index * 1_000),
  );
  await world.drain();
  return world;
}

/** What has to hold in the end, after any trouble on the way. */
function expectPromisesKept(world: World, revisions: readonly number[]): void {
  const [stored] = [...world.store.items.values()];
  const { arrived } = world.posts;
  const unmarked = arrived.filter(({ marker }) => marker === undefined);

  expect(world.queue.deadLetters).toEqual([]);
  expect(world.store.reopenedCount).toBe(0);
  expect(tooEarlySends(world.posts.sends, world.skewsMs)).toEqual([]);
  expect(unmarked.length).toBeLessThanOrEqual(1);
  for (const revision of new Set(revisions)) {
    const ofRevision = arrived.filter(
      ({ text, marker }) => text === textOf(revision) && !marker?.startsWith('repeated'),
    );
    expect(ofRevision.length).toBeLessThanOrEqual(1);
  }
  expectFewCopies(world);
  if (hasEnded(stored?.delivery, world)) return;
  const newestRevision = Math.max(...revisions);
  if (isGivenUp(stored?.delivery, newestRevision, world)) return;
  expect(stored?.delivery).toMatchObject({ deliveredRevision: newestRevision });
  expect(stored?.delivery.sendIntent).toBeUndefined();
  expect(arrived.map(({ text }) => text)).toContain(textOf(newestRevision));
}

/** Whatever happens, a reader has at most four copies of one revision, and six of one run besides those with an answer. */
function expectFewCopies({ posts: { arrived } }: World): void {
  const unanswered = arrived.filter(({ isAnswered }) => !isAnswered);
  expect(
    tooManyCopies(
      arrived.map(({ text }) => revisionIn(text)),
      unanswered.length,
    ),
  ).toEqual([]);
}

const deliveryOf = (destination: Target, revisions: readonly number[]) => ({
  messageCount: revisions.length,
  refusals: [
    fc.nat(300_000).map((delayMs) => ({ status: 'postponed', delayMs }) as const),
    fc.constant({ status: 'not-sent', reason: 'ECONNREFUSED' } as const),
  ],
  refusalForGood: { status: 'rejected', reason: 'MessageRejected' } as const,
  run: (trouble: Partial<Trouble<PostTreatment>>) => run(destination, trouble, revisions),
  expectPromisesKept: (world: World) => expectPromisesKept(world, revisions),
});

describe.each([
  ['a mailing list', mailingList()],
  ['a webhook', webhook()],
])('a report for %s', (_title, destination) => {
  it('is sent once and corrected once when nothing goes wrong', async () => {
    const { posts } = await run(destination, {}, fewRevisions);

    expect(posts.arrived.map(({ marker }) => marker)).toEqual([undefined, 'correction']);
  });

  itSurvivesTrouble(deliveryOf(destination, fewRevisions));

  itArrivesFewTimes(deliveryOf(destination, manyRevisions));
});
