import { type FaultKind, faultKinds, isSimulated, parseFaultPlan, targetsOf } from '@pulso/world/faults';

import { type Features } from '../world/features';
import { type WorldOptions } from '../world/world-options';

/** How long a fault persists. */
export const lengthsMs = { '1h': 3_600_000, '1d': 86_400_000, ever: Infinity } as const;

export type Length = keyof typeof lengthsMs;

export const lengths = Object.keys(lengthsMs) as readonly Length[];

/** One kind of fault, always and alone, on one target. */
export interface PersistentFault {
  /** As `--faults` takes it. */
  readonly spec: string;
  readonly length: Length;
}

/** A clock error larger than leases allow. */
const clockOffBy = '3h';

/** Kinds that happen once, so they can't persist. */
const once: ReadonlySet<string> = new Set<FaultKind>([
  'chat-migrated',
  'token-rotated',
  'message-deleted',
  'message-locked',
]);

/** Faults that worlds do not show, or not correctly. */
const leftOut: ReadonlySet<string> = new Set([
  // A world sweeps when there is work, not by the clock.
  'schedule-late:schedule.sweep',
  'schedule-twice:schedule.sweep',
  // Reads of one item are strongly consistent.
  'stale-read:dynamodb.GetItem',
  // It only changes numbers, which do not show it.
  'late-records:logs.StartQuery',
  // It tells people apart, also for the checks.
  'wrong-value:parameter.pseudonym-key',
]);

/** A lost chat and an old token affect every method. */
const anyMethod: ReadonlySet<string> = new Set<FaultKind>(['chat-gone', 'chat-migrated', 'token-rotated']);

function targetsOfOne(kind: FaultKind): readonly string[] {
  if (anyMethod.has(kind)) return ['telegram.sendMessage'];
  return targetsOf(kind).filter((target) => isSimulated(target) && !leftOut.has(`${kind}:${target}`));
}

/** Every kind on every target for every length, in this order. */
export const persistentFaults: readonly PersistentFault[] = (Object.keys(faultKinds) as FaultKind[]).flatMap((kind) =>
  targetsOfOne(kind).flatMap((target) =>
    lengths
      .filter((length) => length === 'ever' || !once.has(kind))
      .map((length) => ({
        spec: `${kind}:${target}${kind === 'clock-skew' ? `=${clockOffBy}` : ''}`,
        length,
      })),
  ),
);

/** Two days with everything that a fault can strike. */
const rich: Partial<Features> = { windowCount: 2, posts: ['email:owners', 'webhook:owners'], hasChart: true };

/** @returns A world with one persistent fault. Every other one has all kinds of destinations, the others draw. */
export const persistentWorld = ({ spec, length }: PersistentFault, seed: number, queryCount: number): WorldOptions => ({
  seed,
  queryCount,
  faults: parseFaultPlan(spec, 'simulation'),
  lastingMs: lengthsMs[length],
  ...(seed % 2 === 0 ? { features: rich } : {}),
});

/** @returns The fault of a seed: neighbours have different ones, and the next round of seeds has all of them again. */
export function persistentFaultOf(seed: number): PersistentFault {
  const fault = persistentFaults[seed % persistentFaults.length];
  if (!fault) throw new RangeError(`No fault stays in world ${seed}.`);
  return fault;
}
