import { judgeEnding, type Objection } from './judge-ending';
import { TraceReader } from './read-trace';
import { type CallFault, type CallFaultKind } from '../lambda/environment';
import { type PostPlace } from '../world/features';
import { runWorlds, type WorldResult } from '../world/run-worlds';
import { type Trigger, type WorldOptions } from '../world/world-options';

/** Faults that end the process, before or after the effect of a call. */
const killKinds = ['kill-before', 'kill-after'] as const satisfies readonly CallFaultKind[];

/** Every bad end of one call. */
const badEnds = [
  ...killKinds,
  'refuse',
  'drop-response',
  'late-effect',
  'throttle',
] as const satisfies readonly CallFaultKind[];

export interface CrashPointsOptions {
  readonly queryCount: number;
  readonly trigger: Trigger;
  /** 1: each call ends in every bad way, once. 2: a process dies at each call, and again at each later one. */
  readonly depth: 1 | 2;
  /** Of the world that is disturbed; its latencies decide which calls there are. */
  readonly seed?: number | undefined;
  /** Where the report goes besides its chats. */
  readonly posts?: readonly PostPlace[] | undefined;
  /** Takes only the first bad ends whose number leaves this remainder: a part of the worlds, or one process's share. */
  readonly share?: { readonly index: number; readonly count: number } | undefined;
}

/** A fault of a script, for example `12 kill-after`: the call's number and what became of it. */
export type ScriptedFault = readonly [callIndex: number, kind: CallFaultKind];

export interface CrashPointViolation extends Objection {
  /** What to repeat: the same seed, trigger and number of queries with this script. */
  readonly faults: readonly ScriptedFault[];
}

export interface CrashPointsResult {
  readonly seed: number;
  /** How many calls the world makes that nothing disturbs: the places to crash. */
  readonly callCount: number;
  /** Worlds with one fault, and with two, without the one that nothing disturbs. */
  readonly singleCount: number;
  readonly pairCount: number;
  /** How these worlds ended: the run complete, partial, or never begun, and the chat told so. */
  readonly complete: number;
  readonly partial: number;
  readonly notStarted: number;
  /** Messages that were posted again after a lost answer, marked. */
  readonly markedRepeats: number;
  readonly violations: readonly CrashPointViolation[];
}

/** A late effect comes when its caller has long gone on, ms. */
const lateEffectMs = 20_000;

interface Case {
  readonly faults: readonly ScriptedFault[];
  readonly trace: TraceReader;
}

/**
 * Ends every call of a run badly, one by one and two by two: crash points, enumerated instead of drawn.
 *
 * The second death may strike a call that only the first has caused: its number is counted in the world that the first
 * death has made, to that world's end.
 *
 * @returns Counts, and everything that was not as it should be; nothing is thrown for a violation.
 */
export async function runCrashPoints(options: CrashPointsOptions): Promise<CrashPointsResult> {
  const { queryCount, depth, seed = 0, share } = options;
  const undisturbed: Case = { faults: [], trace: new TraceReader() };
  const sum = {
    callCount: 0,
    complete: 0,
    partial: 0,
    notStarted: 0,
    markedRepeats: 0,
    violations: [] as CrashPointViolation[],
  };
  const object = ({ faults, trace }: Case, violations: readonly Objection[]): void => {
    const chatIds = [...new Set(undisturbed.trace.texts.map(({ chatId }) => chatId))];
    const objections = judgeEnding(trace, { queryCount, chatIds, faultCount: faults.length });
    for (const { rule, message } of [...violations, ...objections]) sum.violations.push({ faults, rule, message });
  };
  await runCases([undisturbed], options, seed, (one, { callCount, violations }) => {
    sum.callCount = callCount;
    object(one, violations);
  });

  const judge = (one: Case, { violations, statistics }: WorldResult): void => {
    sum.complete += statistics.complete;
    sum.partial += statistics.partial;
    sum.notStarted += statistics.notStarted;
    sum.markedRepeats += statistics.markedRepeats;
    object(one, violations);
  };

  const singles = casesOf([], 0, sum.callCount, depth === 1 ? badEnds : killKinds).filter(
    (_one, index) => !share || index % share.count === share.index,
  );
  /** How many calls there are after the death of a process. */
  const callCounts = new Map<Case, number>();
  await runCases(singles, options, seed, (one, result) => {
    judge(one, result);
    callCounts.set(one, result.callCount);
  });
  let pairCount = 0;
  if (depth === 2) {
    await runCases(pairsOf(singles, callCounts), options, seed, (two, result) => {
      pairCount += 1;
      judge(two, result);
    });
  }
  return { seed, ...sum, singleCount: singles.length, pairCount };
}

const casesOf = (
  before: readonly ScriptedFault[],
  fromIndex: number,
  toIndex: number,
  kinds: readonly CallFaultKind[],
): Case[] =>
  Array.from({ length: Math.max(0, toIndex - fromIndex) }, (_, offset) => fromIndex + offset).flatMap((callIndex) =>
    kinds.map((kind): Case => ({ faults: [...before, [callIndex, kind]], trace: new TraceReader() })),
  );

function* pairsOf(firstDeaths: readonly Case[], callCounts: ReadonlyMap<Case, number>): Generator<Case> {
  for (const one of firstDeaths) {
    const [first] = one.faults;
    if (first) yield* casesOf(one.faults, first[0] + 1, callCounts.get(one) ?? 0, killKinds);
  }
}

/** Runs the world of each case, and tells about each when it is over. */
async function runCases(
  cases: Iterable<Case>,
  { queryCount, trigger, posts }: CrashPointsOptions,
  seed: number,
  onResult: (one: Case, result: WorldResult) => void,
): Promise<void> {
  const waiting = cases[Symbol.iterator]();
  const running = new Map<WorldOptions, Case>();
  await runWorlds(
    () => {
      const next = waiting.next();
      if (next.done) return undefined;
      const { faults, trace } = next.value;
      const options: WorldOptions = {
        seed,
        queryCount,
        trigger,
        features: posts && { posts },
        faults: { rules: [] },
        script: new Map(faults.map(([callIndex, kind]) => [callIndex, faultOf(kind)])),
        record: trace.record,
      };
      running.set(options, next.value);
      return options;
    },
    (result) => {
      const one = running.get(result.options);
      running.delete(result.options);
      if (one) onResult(one, result);
    },
  );
}

const faultOf = (kind: CallFaultKind): CallFault => ({ kind, extraMs: kind === 'late-effect' ? lateEffectMs : 0 });
