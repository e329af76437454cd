import { judgeEnding, type Objection } from './judge-ending';
import { type CallFaultKind } from '../lambda/environment';
import { type PostPlace } from '../world/features';
import { runWorlds, type WorldResult } from '../world/run-worlds';
import { type World } from '../world/world';
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
  /** 1: each call ends in every bad way once. 2: a process dies at each call, and again at each later one. */
  readonly depth: 1 | 2;
  /** The disturbed world's seed; its latencies decide which calls happen. */
  readonly seed?: number | undefined;
  /** Where the report goes besides its chats. */
  readonly posts?: readonly PostPlace[] | undefined;
  /** Takes only the first bad ends whose number has this remainder: a part of the worlds, or one process's share. */
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
  /** The number of calls of the undisturbed world: the crash points. */
  readonly callCount: number;
  /** Worlds with one fault and with two; the undisturbed one is not counted. */
  readonly singleCount: number;
  readonly pairCount: number;
  /** The ends of these worlds: complete, partial, or never begun with a message in the chat. */
  readonly complete: number;
  readonly partial: number;
  readonly notStarted: number;
  /** Messages that were posted again after a lost answer, marked. */
  readonly markedRepeats: number;
  readonly violations: readonly CrashPointViolation[];
}

/** A late effect comes long after its caller has gone on, ms. */
const lateEffectMs = 20_000;

/**
 * Ends every call of a run badly, one by one and two by two: crash points, enumerated instead of drawn.
 *
 * The second death may strike a call that only the first one causes: its number is counted in the world of the first
 * death, to that world's end.
 *
 * @returns Counts, and all violations; none is thrown.
 */
export async function runCrashPoints(options: CrashPointsOptions): Promise<CrashPointsResult> {
  const { queryCount, depth, seed = 0, share } = options;
  const sum = { complete: 0, partial: 0, notStarted: 0, markedRepeats: 0, violations: [] as CrashPointViolation[] };
  let chatIds: readonly string[] = [];
  const judge: OnResult = (faults, { violations, statistics }, { trace }) => {
    const objections = judgeEnding(trace, { queryCount, chatIds, faultCount: faults.length });
    for (const { rule, message } of [...violations, ...objections]) sum.violations.push({ faults, rule, message });
    if (faults.length === 0) return;
    sum.complete += statistics.complete;
    sum.partial += statistics.partial;
    sum.notStarted += statistics.notStarted;
    sum.markedRepeats += statistics.markedRepeats;
  };
  let callCount = 0;
  await runCases([[]], options, seed, (faults, result, world) => {
    callCount = result.callCount;
    chatIds = [...new Set(world.trace.texts.map(({ chatId }) => chatId))];
    judge(faults, result, world);
  });
  const singles = casesOf([], 0, callCount, depth === 1 ? badEnds : killKinds).filter(
    (_one, index) => !share || index % share.count === share.index,
  );
  /** Pairs of a first death that was run and each later call. */
  const pairs: (readonly ScriptedFault[])[] = [];
  await runCases(singles, options, seed, (faults, result, world) => {
    judge(faults, result, world);
    const [[firstIndex] = [0]] = faults;
    if (depth === 2) pairs.push(...casesOf(faults, firstIndex + 1, result.callCount, killKinds));
  });
  await runCases(pairs, options, seed, judge);
  return { seed, callCount, ...sum, singleCount: singles.length, pairCount: pairs.length };
}

const casesOf = (
  before: readonly ScriptedFault[],
  fromIndex: number,
  toIndex: number,
  kinds: readonly CallFaultKind[],
): (readonly ScriptedFault[])[] =>
  Array.from({ length: Math.max(0, toIndex - fromIndex) }, (_, offset) => fromIndex + offset).flatMap((callIndex) =>
    kinds.map((kind) => [...before, [callIndex, kind] as const]),
  );

type OnResult = (faults: readonly ScriptedFault[], result: WorldResult, world: World) => void;

/** Runs a world with each script, and reports each when it has ended. */
async function runCases(
  cases: readonly (readonly ScriptedFault[])[],
  { queryCount, trigger, posts }: CrashPointsOptions,
  seed: number,
  onResult: OnResult,
): Promise<void> {
  const scripts = new Map<WorldOptions, readonly ScriptedFault[]>();
  await runWorlds(
    (index) => {
      const faults = cases[index];
      if (!faults) return undefined;
      const world: WorldOptions = {
        seed,
        queryCount,
        trigger,
        features: posts && { posts },
        faults: { rules: [] },
        script: new Map(
          faults.map(([callIndex, kind]) => [callIndex, { kind, extraMs: kind === 'late-effect' ? lateEffectMs : 0 }]),
        ),
        record: () => undefined,
      };
      scripts.set(world, faults);
      return world;
    },
    (result, world) => {
      onResult(scripts.get(result.options) ?? [], result, world);
      scripts.delete(result.options);
    },
  );
}
