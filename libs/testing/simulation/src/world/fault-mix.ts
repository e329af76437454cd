import { durationMsOf, type FaultKind, type FaultPlan, matches } from '@pulso/world/faults';
import { type SeededRandom } from '@pulso/world/time';

import { type InsightsFaults } from '../aws/insights';
import { type Draws, type Kernel } from '../kernel/kernel';
import { type CallFault, type CallFaultKind, type Operation } from '../lambda/environment';
import { type WorldOptions } from './world-options';

/** About the number of calls per invocation: spreads a chance per invocation over its calls. */
const callsPerInvocation = 6;

/** Parts of the chance of `query-ends`: some queries never end, and some are refused at once. */
const hangingShare = 0.25;
const refusedShare = 0.15;

/**
 * The faults of one world. Each world omits some kinds of the plan and doubles others: if all kinds were equally
 * likely, a bug that needs two faults of one kind would hide.
 *
 * @see https://doi.org/10.1145/2338965.2336763 for this "swarm testing"
 */
export class FaultMix {
  readonly #plan: FaultPlan;
  readonly #period: FaultPeriod;
  readonly #nowMs: () => number;
  readonly #weights = new Map<FaultKind, number>();

  /** @param options - When the faults strike, and the world's time, epoch ms. */
  constructor(
    plan: FaultPlan,
    draws: Draws,
    { period, nowMs }: { readonly period: FaultPeriod; readonly nowMs: () => number },
  ) {
    this.#plan = plan;
    this.#period = period;
    this.#nowMs = nowMs;
    const draw = draws.of('fault mix');
    for (const { kind } of plan.rules) {
      if (!this.#weights.has(kind)) this.#weights.set(kind, draw.pick([0, 0.5, 1, 1, 2]));
    }
  }

  /** @returns Whether faults strike now. */
  isOn(): boolean {
    return isWithin(this.#period, this.#nowMs());
  }

  /**
   * @param atMs - The time in question, epoch ms; absent: now.
   * @returns How likely the first rule of this kind that matches the target makes it, 0 without one.
   */
  chanceOf(kind: FaultKind, target: string, atMs = this.#nowMs()): number {
    return isWithin(this.#period, atMs) ? this.plannedChanceOf(kind, target) : 0;
  }

  /** The same while faults strike. */
  plannedChanceOf(kind: FaultKind, target: string): number {
    const rule = this.#ruleFor(kind, target);
    // A certain fault needs no draw.
    if (!rule || rule.probability === 1) return rule?.probability ?? 0;
    return Math.min(1, rule.probability * (this.#weights.get(kind) ?? 1));
  }

  durationOf(kind: FaultKind, target: string): number {
    return durationMsOf(this.#ruleFor(kind, target) ?? { kind });
  }

  /** @returns What may happen to a call while faults strike. */
  ofCall({ target, timeoutMs }: Operation, functionName: string): FaultChance[] {
    const slowMs = this.durationOf('slow', target);
    const lateMs = this.durationOf('late-effect', target);
    const planned = this.plannedChanceOf('kill', functionName);
    // A process that is always killed dies in LambdaFunction, even without a call.
    const kill = planned === 1 ? 0 : planned / callsPerInvocation / 2;
    const chances: FaultChance[] = [
      { kind: 'refuse', probability: this.plannedChanceOf('refuse', target), extraMs: [0, 0] },
      { kind: 'drop-response', probability: this.plannedChanceOf('drop-response', target), extraMs: [0, 0] },
      { kind: 'throttle', probability: this.plannedChanceOf('throttle', target), extraMs: [0, 0] },
      { kind: 'deny', probability: this.plannedChanceOf('deny', target), extraMs: [0, 0] },
      { kind: 'reject', probability: this.plannedChanceOf('reject', target), extraMs: [0, 0] },
      { kind: 'slow', probability: this.plannedChanceOf('slow', target), extraMs: [slowMs / 4, slowMs * 2] },
      {
        kind: 'late-effect',
        probability: this.plannedChanceOf('late-effect', target),
        extraMs: [timeoutMs, timeoutMs + lateMs],
      },
      { kind: 'kill-before', probability: kill, extraMs: [0, 0] },
      { kind: 'kill-after', probability: kill, extraMs: [0, 0] },
    ];
    return chances.filter(({ probability }) => probability > 0);
  }

  /** Whether a fault always happens while faults strike: its rule has the probability 1. */
  isStruck(kind: FaultKind, target: string): boolean {
    return this.isOn() && this.plannedChanceOf(kind, target) === 1;
  }

  ofInsights(): InsightsFaults {
    const ends = (): number => this.chanceOf('query-ends', 'logs.StartQuery');
    return {
      get queryEnds() {
        return ends() * (1 - hangingShare - refusedShare);
      },
      get queryHangs() {
        return ends() * hangingShare;
      },
      get queryRefused() {
        return ends() * refusedShare;
      },
    };
  }

  #ruleFor(kind: FaultKind, target: string) {
    return this.#plan.rules.find((rule) => rule.kind === kind && matches(rule, target));
  }
}

/** When the faults of a world strike, epoch ms: `[fromMs, toMs)`. */
export interface FaultPeriod {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The quiet time before a world's last sweep: all that is owed must come then. */
const quietMs = 2 * 3_600_000;

/**
 * When a persistent fault begins, ms after the start of a world: at once, or during a run of a chat, an operator or the
 * schedule.
 */
const beginningsMs: readonly (readonly [from: number, to: number])[] = [
  [0, 0],
  [0, 0],
  [0, 20_000],
  [15 * 60_000, 16 * 60_000 + 20_000],
];

/** A world's beginning and the time of its last sweep, epoch ms; `Infinity`: its faults have no end. */
interface WorldTimes {
  readonly startMs: number;
  readonly lastSweepMs: number;
}

/**
 * Draws when a persistent fault begins: with the world, before any request, or during a run. Others strike at any time
 * until shortly before the last sweep.
 *
 * @param lastingMs - How long it persists; Infinity: for ever; absent: no persistent fault.
 */
export function drawPeriod(
  draws: Draws,
  { startMs, lastSweepMs }: WorldTimes,
  lastingMs: number | undefined,
): FaultPeriod {
  if (lastingMs === undefined) return { fromMs: -Infinity, toMs: lastSweepMs - quietMs };
  const draw = draws.of('fault period');
  const fromMs = startMs + draw.between(...draw.pick(beginningsMs));
  return { fromMs, toMs: fromMs + lastingMs };
}

export const isWithin = ({ fromMs, toMs }: FaultPeriod, atMs: number): boolean => atMs >= fromMs && atMs < toMs;

/** The probability of a fault for one target. */
interface FaultChance {
  readonly kind: CallFaultKind;
  readonly probability: number;
  /** Bounds of {@link CallFault.extraMs}. */
  readonly extraMs: readonly [from: number, to: number];
}

/** The part of a world that faults need. */
interface FaultyWorld {
  readonly kernel: Kernel;
  readonly mix: FaultMix;
  readonly options: Pick<WorldOptions, 'script'>;
  callCount: number;
}

/** Decides about every call of a world by its script, otherwise by its fault plan. */
export function createFaultOfCall(
  world: FaultyWorld,
): (operation: Operation, functionName: string) => CallFault | undefined {
  const { kernel, mix, options } = world;
  const byFunction = new Map<string, Map<Operation, { chances: readonly FaultChance[]; draw: SeededRandom }>>();
  return (operation, functionName) => {
    const index = world.callCount++;
    const scripted = options.script?.get(index);
    if (scripted) return scripted;
    if (!mix.isOn()) return undefined;
    let byOperation = byFunction.get(functionName);
    if (!byOperation) byFunction.set(functionName, (byOperation = new Map()));
    let known = byOperation.get(operation);
    if (!known) {
      const draw = kernel.draws.of(`fault/${functionName}/${operation.target}`);
      byOperation.set(operation, (known = { chances: mix.ofCall(operation, functionName), draw }));
    }
    return known.chances.length === 0 ? undefined : drawFault(known.chances, known.draw);
  };
}

/** Draws once per call in every fault mix, so that two fault mixes share their other chances. */
function drawFault(chances: readonly FaultChance[], draw: SeededRandom): CallFault | undefined {
  let share = draw.next();
  for (const { kind, probability, extraMs } of chances) {
    if (share < probability) return { kind, extraMs: draw.between(extraMs[0], extraMs[1]) };
    share -= probability;
  }
  return undefined;
}
