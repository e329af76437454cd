import { type FaultKind, type FaultPlan, durationMsOf, matches } from '@pulso/fault-plans';

import { type InsightsFaults } from '../aws/insights';
import { type Draws } from '../kernel/draws';
import { type FaultChance } from '../lambda/call-faults';
import { type Operation } from '../lambda/operation';
import { type QueueFaults } from '../sqs/queue-faults';

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
  readonly #weights = new Map<FaultKind, number>();

  constructor(plan: FaultPlan, draws: Draws) {
    this.#plan = plan;
    const draw = draws.of('fault mix');
    for (const { kind } of plan.rules) {
      if (!this.#weights.has(kind)) this.#weights.set(kind, draw.pick([0, 0.5, 1, 1, 2]));
    }
  }

  /** @returns How likely the first rule of this kind that matches the target makes it, 0 without one. */
  chanceOf(kind: FaultKind, target: string): number {
    const rule = this.#ruleFor(kind, target);
    // What always happens is no matter of chance.
    if (!rule || rule.probability === 1) return rule?.probability ?? 0;
    return Math.min(1, rule.probability * (this.#weights.get(kind) ?? 1));
  }

  durationOf(kind: FaultKind, target: string): number {
    return durationMsOf(this.#ruleFor(kind, target) ?? { kind });
  }

  ofCall({ target, timeoutMs }: Operation, functionName: string): FaultChance[] {
    const slowMs = this.durationOf('slow', target);
    const lateMs = this.durationOf('late-effect', target);
    const kill = this.chanceOf('kill', functionName) / callsPerInvocation / 2;
    const chances: FaultChance[] = [
      { kind: 'refuse', probability: this.chanceOf('refuse', target), extraMs: [0, 0] },
      { kind: 'drop-response', probability: this.chanceOf('drop-response', target), extraMs: [0, 0] },
      { kind: 'throttle', probability: this.chanceOf('throttle', target), extraMs: [0, 0] },
      { kind: 'slow', probability: this.chanceOf('slow', target), extraMs: [slowMs / 4, slowMs * 2] },
      {
        kind: 'late-effect',
        probability: this.chanceOf('late-effect', target),
        extraMs: [timeoutMs, timeoutMs + lateMs],
      },
      { kind: 'kill-before', probability: kill, extraMs: [0, 0] },
      { kind: 'kill-after', probability: kill, extraMs: [0, 0] },
    ];
    return chances.filter(({ probability }) => probability > 0);
  }

  ofQueue(queueName: string): QueueFaults {
    return {
      duplicate: this.chanceOf('duplicate', queueName),
      duplicateAfterMs: [
        [0, 50],
        [0, 5_000],
        [5_000, 10 * minuteMs],
        [hourMs, 12 * hourMs],
      ],
      delay: this.chanceOf('delay', queueName),
      delayMs: [0, this.durationOf('delay', queueName) * 2],
      reorder: this.chanceOf('reorder', queueName),
      refuseEntry: this.chanceOf('batch-entry-refused', 'sqs.SendMessageBatch'),
      deadLetter: this.chanceOf('dead-letter', queueName),
    };
  }

  ofInsights(): InsightsFaults {
    const ends = this.chanceOf('query-ends', 'logs.StartQuery');
    return {
      queryEnds: ends * (1 - hangingShare - refusedShare),
      queryHangs: ends * hangingShare,
      queryRefused: ends * refusedShare,
    };
  }

  #ruleFor(kind: FaultKind, target: string) {
    return this.#plan.rules.find((rule) => rule.kind === kind && matches(rule, target));
  }
}
