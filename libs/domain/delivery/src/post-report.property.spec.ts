import * as fc from 'fast-check';

import { chatRunId, deliverMessage, mailingList, webhook } from './testing/factories';
import { type PostTreatment, refusePost } from './testing/fake-posts';
import { shareOf } from './testing/share-of';
import { type Fault, World } from './testing/world';

type Target = ReturnType<typeof mailingList> | ReturnType<typeof webhook>;

interface Trouble {
  readonly faults: readonly Fault[];
  readonly treatments: readonly PostTreatment[];
  readonly overlaps: readonly number[];
  readonly delaysMs: readonly number[];
}

const revisions = [3, 4, 4, 2];
const newestRevision = 4;
const textOf = (revision: number) => `Revision ${revision}`;

async function run(
  destination: Target,
  { faults = [], treatments = [], overlaps = [], delaysMs = [] }: Partial<Trouble>,
): Promise<World> {
  const world = new World();
  world.faults = faults;
  world.overlaps = overlaps;
  world.posts.treatments = [...treatments];
  revisions.forEach((revision, index) =>
    world.enqueue(deliverMessage(revision, { runId: chatRunId, destination }), delaysMs[index] ?? index * 1_000),
  );
  await world.drain();
  return world;
}

/** What has to hold in the end, after any trouble on the way. */
function expectPromisesKept(world: World): void {
  const [stored] = [...world.store.items.values()];
  const { arrived } = world.posts;
  const unmarked = arrived.filter(({ marker }) => marker === undefined);

  expect(world.deadLetters).toEqual([]);
  expect(stored?.delivery).toMatchObject({ deliveredRevision: newestRevision });
  expect(stored?.delivery.sendIntent).toBeUndefined();
  expect(arrived.map(({ text }) => text)).toContain(textOf(newestRevision));
  expect(unmarked.length).toBeLessThanOrEqual(1);
  for (const revision of new Set(revisions)) {
    const ofRevision = arrived.filter(
      ({ text, marker }) => text === textOf(revision) && !marker?.startsWith('repeated'),
    );
    expect(ofRevision.length).toBeLessThanOrEqual(1);
  }
}

// Thousands of runs: more than Jest's five seconds where tests share the machine.
jest.setTimeout(60_000);

const sides = ['before', 'after'] as const;
const kinds = ['dies', 'throws'] as const;
const faultsAt = (atCall: number): Fault[] => sides.flatMap((when) => kinds.map((kind) => ({ atCall, when, kind })));

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
    const treatment: fc.Arbitrary<PostTreatment> = fc.oneof(
      fc.constant<PostTreatment>({ kind: 'ok' }),
      fc.constant<PostTreatment>({ kind: 'answer-lost' }),
      fc.nat(8_000).map((afterMs): PostTreatment => ({ kind: 'late', afterMs })),
      fc.nat(300_000).map((delayMs) => refusePost({ status: 'postponed', delayMs })),
      fc.constant(refusePost({ status: 'not-sent', reason: 'ECONNREFUSED' })),
    );
    const fault: fc.Arbitrary<Fault> = fc.record({
      atCall: fc.integer({ min: 1, max: 25 }),
      when: fc.constantFrom(...sides),
      kind: fc.constantFrom(...kinds),
    });
    const trouble = fc.record({
      delaysMs: fc.array(fc.nat(12_000), { minLength: 4, maxLength: 4 }),
      treatments: fc.array(treatment, { maxLength: 5 }),
      faults: fc.array(fault, { maxLength: 2 }),
      overlaps: fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 6 }),
    });

    await fc.assert(
      fc.asyncProperty(trouble, async (given) => expectPromisesKept(await run(destination, given))),
      { numRuns: isNightly ? 5_000 : 60 },
    );
  });
});
