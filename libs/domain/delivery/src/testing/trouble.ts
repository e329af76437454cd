import * as fc from 'fast-check';

import { type Delivery } from '../delivery';
import { leaseMs } from '../steps';
import { type Send, type Treatment, answerLost, refuse } from './fake-services';
import { type Fault, type World } from './world';

/** What goes wrong while messages are delivered. */
export interface Trouble<Treated> {
  readonly faults: readonly Fault[];
  readonly treatments: readonly Treated[];
  readonly overlaps: readonly number[];
  readonly skewsMs: readonly number[];
  /** The call of the service before which the chat becomes another one. */
  readonly movesAtCall?: number | undefined;
  /** Of each message, in place of its own. */
  readonly delaysMs: readonly number[];
}

/** Something that is delivered, for any trouble on the way. */
interface Delivered<Refusal> {
  readonly messageCount: number;
  /** How its service may refuse a call. */
  readonly refusals: readonly fc.Arbitrary<Refusal>[];
  /** How it refuses one that will never be taken. */
  readonly refusalForGood: Refusal;
  readonly run: (trouble: Partial<Trouble<Treatment<Refusal>>>) => Promise<World>;
  /** Checks what has to hold in the end. */
  readonly expectPromisesKept: (world: World) => void;
}

// Thousands of runs at night: this ends only what hangs.
jest.setTimeout(3_600_000);

const sides = ['before', 'after'] as const;
const kinds = ['dies', 'throws'] as const;
const faultsAt = (atCall: number): Fault[] => sides.flatMap((when) => kinds.map((kind) => ({ atCall, when, kind })));
const numbersTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** @returns By commit one case of so many, evenly spread; at night all of them. */
const shareOf = <Case>(cases: readonly Case[], oneOf: number): Case[] =>
  cases.filter((_case, index) => isNightly || index % oneOf === 0);

/** A send arrives before its lease ends. An edit may take effect minutes later. */
const late = fc
  .tuple(fc.nat(8_000), fc.nat(200_000))
  .map(([afterMs, editAfterMs]) => ({ kind: 'late', afterMs, editAfterMs }) as const);

const hostileTo = <Refusal>(refusals: readonly fc.Arbitrary<Refusal>[]): fc.Arbitrary<Treatment<Refusal>> =>
  fc.oneof(
    fc.constant({ kind: 'ok' } as const),
    fc.constant(answerLost),
    late,
    ...refusals.map((refusal) => refusal.map((outcome) => refuse(outcome))),
  );

/** Mostly without an answer. */
const silentTo = <Refusal>(refusals: readonly fc.Arbitrary<Refusal>[]): fc.Arbitrary<Treatment<Refusal>> =>
  fc.oneof(
    { weight: 3 + refusals.length, arbitrary: hostileTo(refusals) },
    { weight: 6, arbitrary: fc.constant(answerLost) },
    { weight: 3, arbitrary: late },
    { weight: 6, arbitrary: fc.constantFrom(...sides).map((when) => ({ kind: 'process-dies', when }) as const) },
  );

const faultOf = (lastCall: number): fc.Arbitrary<Fault> =>
  fc.record({
    atCall: fc.integer({ min: 1, max: lastCall }),
    when: fc.constantFrom(...sides),
    kind: fc.constantFrom(...kinds),
  });

/** Tests what has to hold after faults at any call, beside other processes and for any behaviour of the service. */
export function itSurvivesTrouble<Refusal>(delivered: Delivered<Refusal>): void {
  const { messageCount, refusals, refusalForGood, run, expectPromisesKept } = delivered;

  it('survives one fault at any call, on either side of its effect', async () => {
    const { portCallCount } = await run({});

    const faults = shareOf(numbersTo(portCallCount).flatMap(faultsAt), 5);
    for (const fault of faults) expectPromisesKept(await run({ faults: [fault] }));
    expect(portCallCount).toBeGreaterThan(11);
  });

  it('survives any two crashes', async () => {
    const { portCallCount } = await run({});
    const crashes = numbersTo(portCallCount + 4)
      .flatMap(faultsAt)
      .filter(({ kind }) => kind === 'dies');
    const pairs = crashes.flatMap((first) =>
      crashes.filter(({ atCall }) => atCall > first.atCall).map((second) => [first, second]),
    );

    for (const faults of shareOf(pairs, 101)) expectPromisesKept(await run({ faults }));
  });

  it('survives another process at any call', async () => {
    const { portCallCount } = await run({});
    const pairs = numbersTo(portCallCount).flatMap((atCall) =>
      numbersTo(6).map((further) => [atCall, atCall + further]),
    );

    for (const overlaps of shareOf(pairs, 13)) expectPromisesKept(await run({ overlaps }));
  });

  it('survives any behaviour of the service, in any order of arrival, with processes beside each other', async () => {
    const trouble = fc.record({
      delaysMs: fc.array(fc.nat(12_000), { minLength: messageCount, maxLength: messageCount }),
      treatments: fc.array(hostileTo(refusals), { maxLength: 5 }),
      faults: fc.array(faultOf(25), { maxLength: 2 }),
      overlaps: fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 6 }),
      movesAtCall: fc.option(fc.integer({ min: 1, max: 6 }), { freq: 3, nil: undefined }),
      endsWith: fc.constantFrom([], [], [refuse(refusalForGood)]),
    });

    await fc.assert(
      fc.asyncProperty(trouble, async ({ treatments, endsWith, ...given }) =>
        expectPromisesKept(await run({ ...given, treatments: [...treatments, ...endsWith] })),
      ),
      { numRuns: isNightly ? 5_000 : 60 },
    );
  });
}

/** Tests the law of copies where hardly any send gets an answer. */
export function itArrivesFewTimes<Refusal>(delivered: Delivered<Refusal>): void {
  const { messageCount, refusals, run, expectPromisesKept } = delivered;

  it('arrives at most four times in one revision and six times without an answer, or is given up, whatever happens', async () => {
    const trouble = fc.record({
      delaysMs: fc.array(fc.nat(2 * 3_600_000), { minLength: messageCount, maxLength: messageCount }),
      treatments: fc.array(silentTo(refusals), { minLength: 3, maxLength: 25 }),
      faults: fc.array(faultOf(150), { maxLength: 8 }),
      overlaps: fc.array(fc.integer({ min: 1, max: 150 }), { maxLength: 10 }),
      skewsMs: fc.array(fc.integer({ min: -60_000, max: 60_000 }), { minLength: 1, maxLength: 5 }),
    });

    await fc.assert(
      fc.asyncProperty(trouble, async (given) => expectPromisesKept(await run(given))),
      { numRuns: isNightly ? 5_000 : 20 },
    );
  });
}

/**
 * Tells whether so many sends were left without an answer that the newest revision is not sent.
 *
 * @throws An operator was not told, or it was given up too early.
 */
export function isGivenUp(
  { unanswered, deliveredRevision }: Delivery = {},
  newestRevision: number,
  world: World,
): boolean {
  if (deliveredRevision === newestRevision || !unanswered?.isGivenUp) return false;
  const { revision, count, runCount } = unanswered;
  if (count < 4 && runCount < 6) throw new Error(`Given up after ${count} sends, ${runCount} of the run.`);
  // Where the run has had all its sends, the line may be about the newest revision, which has had none.
  const told = revision === newestRevision ? [count] : [count, 0];
  const isSaid = world
    .linesOf('delivery-unanswered')
    .some(
      ({ level, sendCount, isGivenUp: isEnd }) =>
        level === 'ERROR' && told.includes(Number(sendCount)) && isEnd === true,
    );
  if (!isSaid) throw new Error('Given up, and no operator was told.');
  return true;
}

/**
 * Checks what readers may have: at most four copies of a revision, and of a run at most six whose sends got no answer.
 *
 * @param revisions - Those of the copies that arrived.
 * @param unansweredCount - How many of them belong to sends without an answer.
 * @returns What is more than that; nothing when the law holds.
 */
export function tooManyCopies(revisions: readonly number[], unansweredCount: number): string[] {
  const excess = [...new Set(revisions)]
    .map((revision) => ({ revision, count: revisions.filter((each) => each === revision).length }))
    .filter(({ count }) => count > 4)
    .map(({ revision, count }) => `${count} copies of revision ${revision}`);
  return unansweredCount > 6 ? [...excess, `${unansweredCount} copies of the run without an answer`] : excess;
}

/** @returns Of the text of a report or its chart; 0 for one that says no revision, as a notice. */
export const revisionIn = (text: string): number => Number(/Revision (?:<b>)?(\d+)/.exec(text)?.[1] ?? 0);

/** How much earlier a repetition may follow than the pause says: its process called late, by another clock. */
const callLatenessMs = 30_000;

/**
 * Checks the pauses after sends without an answer: a lease after the first one of a revision, and five times as long after
 * each further one.
 *
 * @returns The sends that came too early; nothing when the law holds.
 */
export function tooEarlySends(sends: readonly Send[], skewsMs: readonly number[]): Send[] {
  const toleranceMs = callLatenessMs + Math.max(...skewsMs) - Math.min(...skewsMs);
  return sends.filter((send, index) => {
    const before = sends.slice(0, index).filter(({ to }) => to === send.to);
    const last = before.at(-1);
    if (!last?.isUnanswered) return false;
    const count = before.filter(
      ({ text, isUnanswered }) => isUnanswered && revisionIn(text) === revisionIn(last.text),
    ).length;
    return send.atMs - last.atMs < leaseMs * 5 ** (count - 1) - toleranceMs;
  });
}

/**
 * Tells whether a delivery has ended, in which case it has to stay so.
 *
 * @throws No log line says so.
 */
export function hasEnded({ endedReason }: Delivery = {}, world: World): boolean {
  if (endedReason === undefined) return false;
  if (world.linesOf('delivery-ended').length === 0) throw new Error('Ended, and no log line says so.');
  return true;
}
