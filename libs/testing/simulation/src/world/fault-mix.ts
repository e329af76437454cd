import { type FaultKind, type FaultPlan, durationMsOf, matches } from '@pulso/local/fault-plans';

import { type InsightsFaults } from '../aws/insights';
import { type Draws } from '../kernel/draws';
import { type FaultChance } from '../lambda/call-faults';
import { type FunctionFaults } from '../lambda/lambda-function';
import { type Operation } from '../lambda/operation';
import { type QueueFaults } from '../sqs/queue-faults';
import { type FaultPeriod, isWithin } from './fault-period';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

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
    // Who always dies does so whether or not it calls: see ofFunction.
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

  ofQueue(queueName: string): QueueFaults {
    const chance = (kind: FaultKind, target = queueName): number => this.chanceOf(kind, target);
    return {
      get duplicate() {
        return chance('duplicate');
      },
      duplicateAfterMs: [
        [0, 50],
        [0, 5_000],
        [5_000, 10 * minuteMs],
        [hourMs, 12 * hourMs],
      ],
      get delay() {
        return chance('delay');
      },
      delayMs: [0, this.durationOf('delay', queueName) * 2],
      get reorder() {
        return chance('reorder');
      },
      get refuseEntry() {
        return chance('batch-entry-refused', 'sqs.SendMessageBatch');
      },
      get deadLetter() {
        return chance('dead-letter');
      },
    };
  }

  /** What Lambda and the function's own process do to invocations that begin now. */
  ofFunction(functionName: string): FunctionFaults {
    const happens = (kind: FaultKind): boolean => this.isOn() && this.plannedChanceOf(kind, functionName) === 1;
    return {
      hasRoom: () => !happens('no-room'),
      canStart: () => !happens('no-start'),
      isDoomed: () => happens('kill'),
    };
  }

  /** Whether something is there, or as it should be: what a rule of the kind strikes, it strikes for good. */
  isStruck(kind: 'absent' | 'wrong-value', target: string): boolean {
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
