import { describeFault, type FaultKind, faultKinds, isFaultKind, targetsOf } from './fault-kinds';
import { type FaultPlan, faultPresets, type FaultRule, isFaultPresetName, matches } from './fault-plan';
import { isSimulated } from './not-simulated';

/** A plan of faults is not usable; the message says which part, where and what is allowed. Not retryable. */
export class FaultPlanError extends Error {
  override readonly name = 'FaultPlanError';
}

/** The host that carries out a plan. */
type FaultHost = 'local-cloud' | 'simulation';

/**
 * Reads a plan of faults: a list with commas of presets (`none`, `default`, `hell`) and rules
 * `kind:target[=duration][@probability][xlimit]`.
 *
 * @param host - The host. The local cloud omits from presets what it can't do and what changes numbers, and refuses in
 *   rules what it can't do.
 * @throws {FaultPlanError} Which part, where, and what is allowed. Not retryable.
 * @example
 * parseFaultPlan('duplicate:run-events@0.2,kill:query-worker@0.1x3', 'local-cloud');
 */
export function parseFaultPlan(text: string, host: FaultHost = 'simulation'): FaultPlan {
  if (text.trim() === '') throw new FaultPlanError('The fault plan is empty. For no faults, say none.');
  let start = 0;
  const rules = text.split(',').flatMap((raw, index) => {
    const part = raw.trim();
    const at = start + raw.search(/\S|$/) + 1;
    start += raw.length + 1;
    if (isFaultPresetName(part)) return presetRules(faultPresets[part], host);
    const rule = readRule(part, host);
    if (typeof rule !== 'string') return [rule];
    throw new FaultPlanError(`Part ${index + 1} of the fault plan, ${quoted(part)} at character ${at}: ${rule}.`);
  });
  refuseRepeats(rules);
  return { rules };
}

const presetRules = ({ rules }: FaultPlan, host: FaultHost): readonly FaultRule[] =>
  rules.filter(({ kind }) => {
    const { inLocalCloud, changesNumbers } = describeFault(kind);
    return host === 'simulation' || (inLocalCloud && !changesNumbers);
  });

const rulePattern =
  /^(?<kind>[^:=@\s]+):(?<target>[A-Za-z.*-]+?)(?:=(?<amount>\d+(?:\.\d+)?)(?<unit>ms|s|m|h))?(?:@(?<probability>\d*\.?\d+))?(?:x(?<limit>\d+))?$/;

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** @returns The rule, or what is wrong with it and what is allowed, as a clause. */
function readRule(part: string, host: FaultHost): FaultRule | string {
  if (part === '') return 'it is empty; is there a comma too many?';
  if (!part.includes(':')) {
    return `it is neither a preset (${Object.keys(faultPresets).join(', ')}) nor a rule like kill:query-worker@0.1`;
  }
  const groups = rulePattern.exec(part)?.groups;
  if (!groups) return `${quoted(part)} is not kind:target[=duration][@probability][xlimit], like ${example}`;
  const { kind = '', target = '', amount, unit = '', probability: chance = '1', limit } = groups;
  if (!isFaultKind(kind)) {
    return `there is no kind of fault ${quoted(kind)}; kinds here are ${kindsOf(host).join(', ')}`;
  }
  const rule: FaultRule = {
    ...{ kind, target, probability: Number(chance) },
    ...(limit !== undefined && { limit: Number(limit) }),
    ...(amount !== undefined && { durationMs: Math.round(Number(amount) * (unitMs[unit] ?? Number.NaN)) }),
  };
  return problemOfTarget(rule, host) ?? problemOfNumbers(rule, host) ?? rule;
}

const example = 'slow:telegram.sendMessage=5s@0.1x3 (units of a duration: ms, s, m, h)';

/** @returns The kinds that a host can do. */
const kindsOf = (host: FaultHost): FaultKind[] =>
  (Object.keys(faultKinds) as FaultKind[]).filter((kind) => host === 'simulation' || describeFault(kind).inLocalCloud);

function problemOfTarget(rule: FaultRule, host: FaultHost): string | undefined {
  const { kind, target } = rule;
  if (!kindsOf(host).includes(kind)) {
    return `only the simulation can do ${quoted(kind)} (npm run simulate); the local cloud can do ${kindsOf(host).join(', ')}`;
  }
  const targets = targetsOf(kind);
  const meant = targets.filter((candidate) => matches(rule, candidate));
  if (meant.length === 0) {
    return `${kind} has no target ${quoted(target)}; it can strike ${targets.join(', ')}, or several with *`;
  }
  if (host === 'local-cloud' || meant.some(isSimulated)) return undefined;
  return `the simulation does not run ${quoted(target)}: no service sends to it, see not-simulated.ts; the local cloud does`;
}

/** SQS delays nothing beyond its retention; the local cloud waits for slow calls in real time. */
const [longestDurationMs, longestRealWaitMs] = [14 * 86_400_000, 60_000];

function problemOfNumbers({ kind, probability, limit, durationMs }: FaultRule, host: FaultHost): string | undefined {
  if (probability > 1) return `the probability is ${probability}, not a number from 0 to 1`;
  if (limit === 0) return 'the limit is 0, not a whole number from 1';
  if (durationMs === undefined) return undefined;
  if (describeFault(kind).defaultMs === undefined) return `${kind} takes no duration`;
  const isRealWait = host === 'local-cloud' && (kind === 'slow' || kind === 'kill');
  const longestMs = isRealWait ? longestRealWaitMs : longestDurationMs;
  return durationMs <= longestMs ? undefined : `the duration is ${durationMs} ms, not 0 to ${longestMs} ms`;
}

function refuseRepeats(rules: readonly FaultRule[]): void {
  const names = rules.map(({ kind, target }) => `${kind}:${target}`);
  const second = names.findIndex((name, index) => names.indexOf(name) < index);
  if (second < 0) return;
  const first = names.indexOf(names[second] ?? '') + 1;
  throw new FaultPlanError(
    `Rules ${first} and ${second + 1} of the fault plan are both for ${names[second]}. Leave one of them out.`,
  );
}

/** @returns Shortened, so that an error about a huge text is not huge. */
const quoted = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}...` : text);
