import * as fc from 'fast-check';

import { chatRunId, deliverMessage, mailingList, webhook } from '../testing/factories';
import { type PostTreatment, refusePost } from '../testing/fake-posts';
import { isGivenUp } from '../testing/is-given-up';
import { shareOf } from '../testing/share-of';
import { revisionIn, tooManyCopies } from '../testing/too-many-copies';
import { type Fault, World } from '../testing/world';

type Target = ReturnType<typeof mailingList> | ReturnType<typeof webhook>;

interface Trouble {
  readonly faults: readonly Fault[];
  readonly treatments: readonly PostTreatment[];
  readonly overlaps: readonly number[];
  readonly skewsMs: readonly number[];
  readonly delaysMs: readonly number[];
}

const fewRevisions = [3, 4, 4, 2];
const manyRevisions = [3, 3, 4, 4, 5, 2, 6];
const textOf = (revision: number) => `Revision ${revision}`;

async function run(
  destination: Target,
  { faults = [], treatments = [], overlaps = [], skewsMs = [0], delaysMs = [] }: Partial<Trouble>,
  revisions = fewRevisions,
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
function expectPromisesKept(world: World, revisions = fewRevisions): void {
  const [stored] = [...world.store.items.values()];
  const { arrived } = world.posts;
  const unmarked = arrived.filter(({ marker }) => marker === undefined);

  expect(world.queue.deadLetters).toEqual([]);
  expect(unmarked.length).toBeLessThanOrEqual(1);
  for (const revision of new Set(revisions)) {
    const ofRevision = arrived.filter(
      ({ text, marker }) => text === textOf(revision) && !marker?.startsWith('repeated'),
    );
    expect(ofRevision.length).toBeLessThanOrEqual(1);
  }
  expectFewCopies(world);
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

// Thousands of runs: more than Jest's five seconds where tests share the machine.
jest.setTimeout(isNightly ? 600_000 : 60_000);

const sides = ['before', 'after'] as const;
const kinds = ['dies', 'throws'] as const;
const faultsAt = (atCall: number): Fault[] => sides.flatMap((when) => kinds.map((kind) => ({ atCall, when, kind })));

type Weighted = readonly (readonly [weight: number, treatment: fc.Arbitrary<PostTreatment>])[];

const hostileService: Weighted = [
  [1, fc.constant<PostTreatment>({ kind: 'ok' })],
  [1, fc.constant<PostTreatment>({ kind: 'answer-lost' })],
  [1, fc.nat(8_000).map((afterMs): PostTreatment => ({ kind: 'late', afterMs }))],
  [1, fc.nat(300_000).map((delayMs) => refusePost({ status: 'postponed', delayMs }))],
  [1, fc.constant(refusePost({ status: 'not-sent', reason: 'ECONNREFUSED' }))],
];

const silentService: Weighted = [
  ...hostileService,
  [6, fc.constant<PostTreatment>({ kind: 'answer-lost' })],
  [3, fc.nat(8_000).map((afterMs): PostTreatment => ({ kind: 'late', afterMs }))],
  [6, fc.constantFrom(...sides).map((when): PostTreatment => ({ kind: 'process-dies', when }))],
];

const treatmentOf = (weighted: Weighted): fc.Arbitrary<PostTreatment> =>
  fc.oneof(...weighted.map(([weight, arbitrary]) => ({ weight, arbitrary })));

const faultOf = (lastCall: number): fc.Arbitrary<Fault> =>
  fc.record({
    atCall: fc.integer({ min: 1, max: lastCall }),
    when: fc.constantFrom(...sides),
    kind: fc.constantFrom(...kinds),
  });

describe.each([
  ['a mailing list', mailingList()],
  ['a webhook', webhook()],
])('a report for %s', (_title, destination) => {
  it('is sent once and corrected once when nothing goes wrong', async () => {
    const { posts } = await run(destination, {});

    expect(posts.arrived.map(({ marker }) => marker)).toEqual([undefined, 'correction']);
  });

  it('survives one fault at any call, on either side of its effect', async () => {
    const { portCallCount } = await run(destination, {});

    for (let atCall = 1; atCall <= portCallCount; atCall += 1) {
      for (const fault of faultsAt(atCall)) expectPromisesKept(await run(destination, { faults: [fault] }));
    }
    expect(portCallCount).toBeGreaterThan(12);
  });

  it('survives any two crashes', async () => {
    const { portCallCount } = await run(destination, {});
    const faults = Array.from({ length: portCallCount + 4 }, (_, index) => faultsAt(index + 1))
      .flat()
      .filter(({ kind }) => kind === 'dies');
    const pairs = faults.flatMap((first) =>
      faults.filter(({ atCall }) => atCall > first.atCall).map((second) => [first, second]),
    );

    for (const pair of shareOf(pairs, 11)) expectPromisesKept(await run(destination, { faults: pair }));
  });

  it('survives another process at any call', async () => {
    const { portCallCount } = await run(destination, {});
    const overlaps = Array.from({ length: portCallCount }, (_, index) => index + 1).flatMap((atCall) =>
      [1, 2, 3, 4, 5, 6].map((further) => [atCall, atCall + further]),
    );

    for (const pair of shareOf(overlaps, 5)) expectPromisesKept(await run(destination, { overlaps: pair }));
  });

  it('survives any behaviour of its service, in any order of arrival, with processes beside each other', async () => {
    const trouble = fc.record({
      delaysMs: fc.array(fc.nat(12_000), { minLength: 4, maxLength: 4 }),
      treatments: fc.array(treatmentOf(hostileService), { maxLength: 5 }),
      faults: fc.array(faultOf(25), { maxLength: 2 }),
      overlaps: fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 6 }),
    });

    await fc.assert(
      fc.asyncProperty(trouble, async (given) => expectPromisesKept(await run(destination, given))),
      { numRuns: isNightly ? 5_000 : 60 },
    );
  });

  it('arrives at most four times in one revision and six times without an answer, or is given up, whatever happens', async () => {
    const { length } = manyRevisions;
    const trouble = fc.record({
      delaysMs: fc.array(fc.nat(2 * 3_600_000), { minLength: length, maxLength: length }),
      treatments: fc.array(treatmentOf(silentService), { minLength: 3, maxLength: 25 }),
      faults: fc.array(faultOf(150), { maxLength: 8 }),
      overlaps: fc.array(fc.integer({ min: 1, max: 150 }), { maxLength: 10 }),
      skewsMs: fc.array(fc.integer({ min: -60_000, max: 60_000 }), { minLength: 1, maxLength: 5 }),
    });

    await fc.assert(
      fc.asyncProperty(trouble, async (given) =>
        expectPromisesKept(await run(destination, given, manyRevisions), manyRevisions),
      ),
      { numRuns: isNightly ? 5_000 : 100 },
    );
  });
});
