import { describeFault, faultKinds, type FaultKind, isFaultKind, targetsOf } from './fault-kinds';
import { type FaultRule } from './fault-plan';
import { matchesTarget } from './fault-targets';
import { isSimulated } from './not-simulated';

/** Who carries a plan out. */
export type FaultHost = 'local-cloud' | 'simulation';

/** A rule as it was written, nothing checked but the types. */
export interface WrittenRule {
  readonly kind: string;
  readonly target: string;
  readonly probability?: number | undefined;
  readonly limit?: number | undefined;
  readonly durationMs?: number | undefined;
}

const longestDurationMs = 14 * 86_400_000;

/** SQS holds nothing back for longer than its retention; slow calls are waited for in real time by the local cloud. */
const longestRealWaitMs = 60_000;

const largestLimit = 1_000_000;

/**
 * Checks what a rule says.
 *
 * @returns The rule, or what is wrong with it and what is allowed, as a clause.
 */
export function checkRule(written: WrittenRule, host: FaultHost): FaultRule | string {
  const { kind, target, probability = 1, limit, durationMs } = written;
  if (!isFaultKind(kind)) {
    return `there is no kind of fault ${quoted(kind)}; kinds here are ${kindsOf(host).join(', ')}`;
  }
  const problem =
    (host === 'local-cloud' ? refusalOfLocalCloud(kind) : undefined) ??
    problemOfTarget(kind, target, host) ??
    problemOfNumbers(probability, limit) ??
    problemOfDuration(kind, durationMs, host);
  if (problem !== undefined) return problem;
  return {
    kind,
    target,
    probability,
    ...(limit !== undefined && { limit }),
    ...(durationMs !== undefined && { durationMs }),
  };
}

/** @returns Shortened, so that an error about a huge text is not huge. */
export const quoted = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}...` : text);

/** @returns The kinds that a host can do. */
const kindsOf = (host: FaultHost): string[] =>
  Object.keys(faultKinds).filter(
    (kind) => host === 'simulation' || (isFaultKind(kind) && describeFault(kind).inLocalCloud),
  );

function refusalOfLocalCloud(kind: FaultKind): string | undefined {
  if (describeFault(kind).inLocalCloud) return undefined;
  return `only the simulation can do ${quoted(kind)} (npm run simulate); the local cloud can do ${kindsOf('local-cloud').join(', ')}`;
}

function problemOfTarget(kind: FaultKind, target: string, host: FaultHost): string | undefined {
  const targets = targetsOf(kind);
  const meant = targets.filter((candidate) => matchesTarget(target, candidate));
  if (host === 'simulation' && meant.length > 0 && !meant.some(isSimulated)) {
    return `the simulation does not run ${quoted(target)}: no service sends to it, see not-simulated.ts; the local cloud does`;
  }
  if (meant.length > 0) return undefined;
  return `${kind} has no target ${quoted(target)}; it can strike ${targets.join(', ')}, or several with *`;
}

function problemOfNumbers(probability: number, limit: number | undefined): string | undefined {
  if (!(probability >= 0 && probability <= 1)) return `the probability is ${probability}, not a number from 0 to 1`;
  if (limit === undefined || (Number.isInteger(limit) && limit >= 1 && limit <= largestLimit)) return undefined;
  return `the limit is ${limit}, not a whole number from 1 to ${largestLimit}`;
}

function problemOfDuration(kind: FaultKind, durationMs: number | undefined, host: FaultHost): string | undefined {
  if (durationMs === undefined) return undefined;
  const { duration } = describeFault(kind);
  if (!duration) return `${kind} takes no duration`;
  const isRealWait = host === 'local-cloud' && (kind === 'slow' || kind === 'kill');
  const longestMs = isRealWait ? longestRealWaitMs : longestDurationMs;
  if (durationMs >= 0 && durationMs <= longestMs) return undefined;
  return `the duration (${duration.means}) is ${durationMs} ms, not 0 to ${longestMs} ms`;
}
