import { type SeededRandom } from '@pulso/local/seeded-random';

import { type Operation } from './operation';

/** What can go wrong with one call that a function makes. */
export type CallFaultKind =
  /** The request does not arrive, and the caller learns it. */
  | 'refuse'
  /** The request takes effect, the answer is lost. */
  | 'drop-response'
  /** The service refuses the call for its rate. */
  | 'throttle'
  /** The caller has no permission. */
  | 'deny'
  /** The receiver does not want what is sent, now or later. */
  | 'reject'
  /** The call takes longer; beyond the caller's patience it takes effect all the same. */
  | 'slow'
  /** The caller has given up when the request takes effect, many seconds later. */
  | 'late-effect'
  /** The process dies, and the request never leaves it. */
  | 'kill-before'
  /** The process dies after the request took effect. */
  | 'kill-after';

export interface CallFault {
  readonly kind: CallFaultKind;
  /** How much longer the call takes, ms; what `slow` and `late-effect` are about. */
  readonly extraMs: number;
}

/** Decides about every call. `index` counts the calls of the world from 0. */
export type FaultOfCall = (operation: Operation, functionName: string, index: number) => CallFault | undefined;

/** How likely which fault is, for one target. */
export interface FaultChance {
  readonly kind: CallFaultKind;
  readonly probability: number;
  /** Bounds of {@link CallFault.extraMs}. */
  readonly extraMs: readonly [from: number, to: number];
}

/** Draws once per call in every fault mix, so that two fault mixes share their other chances. */
export function drawFault(chances: readonly FaultChance[], draw: SeededRandom): CallFault | undefined {
  let share = draw.next();
  for (const { kind, probability, extraMs } of chances) {
    if (share < probability) return { kind, extraMs: draw.between(extraMs[0], extraMs[1]) };
    share -= probability;
  }
  return undefined;
}
