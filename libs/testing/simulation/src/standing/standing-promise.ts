import { type ObservedEnding, type Sight, sights } from './observe-ending';
import { longestSilenceMs } from './judge-standing';
import { type Length } from './standing-faults';

/** What becomes of reports when a fault has ended that held them up. */
export type Afterwards =
  /** Each was there before. */
  | 'nothing to come'
  | 'comes by itself'
  | 'comes after a redrive'
  | 'stays partial'
  | 'to be made again'
  /** The fault does not end. */
  | 'does not end';

/** What is promised under one fault that stays. */
export interface StandingPromise {
  readonly spec: string;
  readonly length: Length;
  /** What readers may have, from the best to the worst. */
  readonly sights: readonly Sight[];
  /** How late a report may come, minutes. */
  readonly lateMinutes: number;
  /** One of these alarms rings, so many minutes after people begin to miss something. Absent: none has to. */
  readonly rings?: { readonly alarms: readonly string[]; readonly withinMinutes: number };
  readonly afterwards: Afterwards;
  /** So many copies of one revision a reader may have. Absent: one. */
  readonly copyCount?: number;
}

/** Bounds that are promised, minutes. */
const bounds = [5, 15, 30, 60, 120, 240, 480, 720, 1_440, 2_880];

const boundOf = (ms: number): number => {
  const minutes = ms / 60_000;
  return bounds.find((bound) => minutes <= bound) ?? Math.ceil(minutes / 1_440) * 1_440;
};

/** Draws up what holds in all of these worlds with one fault. */
export function promiseOf(spec: string, length: Length, endings: readonly ObservedEnding[]): StandingPromise {
  const latestMs = Math.max(0, ...endings.map((ending) => ending.latestMs));
  const rings = ringsOf(endings);
  const copyCount = Math.max(1, ...endings.map((ending) => ending.copyCount));
  return {
    spec,
    length,
    sights: sights.filter((sight) => endings.some((ending) => ending.sight === sight)),
    lateMinutes: latestMs === 0 ? 0 : boundOf(latestMs),
    ...(rings && { rings }),
    afterwards: length === 'ever' ? 'does not end' : afterwardsOf(endings),
    ...(copyCount > 1 && { copyCount }),
  };
}

/** @returns What does not hold in a world, as clauses. */
export function broken(promise: StandingPromise, ending: ObservedEnding): readonly string[] {
  const { rings, lateMinutes } = promise;
  const problems: string[] = [];
  if (!promise.sights.includes(ending.sight)) problems.push(`readers have: ${ending.sight}`);
  if (ending.copyCount > (promise.copyCount ?? 1)) problems.push(`a reader has ${ending.copyCount} copies`);
  if (ending.latestMs > lateMinutes * 60_000) problems.push(`a report is ${ending.latestMs / 60_000} minutes late`);
  if (rings && mustRing(ending)) {
    const firstMs = Math.min(...rings.alarms.map((name) => ending.rangAfterMs[name] ?? Infinity));
    if (firstMs > rings.withinMinutes * 60_000)
      problems.push(`${rings.alarms.join(' or ')} after ${firstMs / 60_000} minutes`);
  }
  return problems;
}

/** Readers who wait can't know why. */
const mustRing = ({ sight, latestMs }: ObservedEnding): boolean => sight === 'nothing' || latestMs > longestSilenceMs;

/** The fewest alarms of which one rings in each world in which readers miss something. */
function ringsOf(endings: readonly ObservedEnding[]): StandingPromise['rings'] {
  const hurt = endings.filter(({ sight }) => sight !== 'in time');
  const isCovered = hurt.every(({ rangAfterMs }) => Object.keys(rangAfterMs).length > 0);
  let silent = isCovered ? hurt : hurt.filter(mustRing);
  if (silent.length === 0) return undefined;
  const alarms: string[] = [];
  let withinMs = 0;
  while (silent.length > 0) {
    const next = nextAlarm(silent);
    if (next === undefined) break;
    alarms.push(next);
    silent = silent.filter(({ rangAfterMs }) => rangAfterMs[next] === undefined);
  }
  // What then is silent, the judge of worlds reports.
  if (alarms.length === 0) return undefined;
  for (const { rangAfterMs } of isCovered ? hurt : hurt.filter(mustRing)) {
    const firstMs = Math.min(...alarms.map((name) => rangAfterMs[name] ?? Infinity));
    if (Number.isFinite(firstMs)) withinMs = Math.max(withinMs, firstMs);
  }
  return { alarms, withinMinutes: boundOf(withinMs) };
}

/** @returns The alarm that rings in most of them; of several, the one that does so first. */
function nextAlarm(endings: readonly ObservedEnding[]): string | undefined {
  const times = new Map<string, number[]>();
  for (const { rangAfterMs } of endings) {
    for (const [name, ms] of Object.entries(rangAfterMs)) times.set(name, [...(times.get(name) ?? []), ms]);
  }
  const [first] = [...times].sort(
    ([oneName, one], [otherName, other]) =>
      other.length - one.length || Math.max(...one) - Math.max(...other) || (oneName < otherName ? -1 : 1),
  );
  return first?.[0];
}

function afterwardsOf(endings: readonly ObservedEnding[]): Afterwards {
  if (endings.some(({ sight }) => sights.indexOf(sight) >= sights.indexOf('no answer'))) return 'to be made again';
  const late = endings.filter(({ afterEndMs }) => afterEndMs !== undefined);
  if (late.some(({ hasDeadLetters }) => hasDeadLetters)) return 'comes after a redrive';
  if (late.length > 0) return 'comes by itself';
  return endings.some(({ sight }) => sight === 'partial') ? 'stays partial' : 'nothing to come';
}
