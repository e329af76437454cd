import { durationMsOf, type FaultKind, type FaultPlan, matches } from '@pulso/world/faults';
import { type SeededRandom } from '@pulso/world/time';

import { type InsightsFaults } from '../aws/insights';
import { type Draws, type Kernel } from '../kernel/kernel';
import { type CallFault, type CallFaultKind, type Operation } from '../lambda/environment';
import { type WorldOptions } from './world-options';

/** How many calls an invocation makes about: what spreads a chance per invocation over its calls. */
const callsPerInvocation = 6;

/** Parts of the chance of `query-ends`: some queries never end, and some are refused at once. */
const hangingShare = 0.25;
const refusedShare = 0.15;

/**
 * The faults of one world: a plan, of which each world leaves out some kinds and doubles others. A bug that needs two
 * faults of one kind close together hides where all kinds are as likely everywhere.
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
   * @param atMs - When it would happen, epoch ms; absent: now.
   * @returns How likely the first rule of this kind that matches the target makes it, 0 without one.
   */
  chanceOf(kind: FaultKind, target: string, atMs = this.#nowMs()): number {
    return isWithin(this.#period, atMs) ? this.plannedChanceOf(kind, target) : 0;
  }

  /** The same while faults strike. */
  plannedChanceOf(kind: FaultKind, target: string): number {
    const rule = this.#ruleFor(kind, target);
    // What always happens is no matter of chance.
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
    // A process that is always killed dies in LambdaFunction, also when it makes no call.
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

/** So long before the last sweep of a world nothing goes wrong any more: what is owed then must come. */
const quietMs = 2 * 3_600_000;

/**
 * When a fault that stays begins, after the start of a world, ms: with it, or while a run is under way that a chat, an
 * operator or the schedule has asked for.
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
 * Draws when a fault that stays begins: with the world, which is before anything is asked for, or in the middle of a run.
 * Others strike whenever they may, until shortly before the last sweep.
 *
 * @param lastingMs - How long it stays; Infinity: for ever; absent: the faults of this world come and go.
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

/** How likely which fault is, for one target. */
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

/** Decides about every call of a world: what its script says, otherwise what its fault plan draws. */
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
