import { quoted, type WrittenRule } from './check-rule';

const partPattern =
  /^(?<kind>[^:=@\s]+):(?<target>[A-Za-z.*-]+?)(?:=(?<amount>\d+(?:\.\d+)?)(?<unit>ms|s|m|h))?(?:@(?<probability>\d*\.?\d+))?(?:x(?<limit>\d+))?$/;

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/**
 * Reads one part of a SPEC: `kind:target`, then optionally `=duration`, `@probability`, `xlimit`, in this order.
 *
 * @returns What is written there, or what is wrong with it, as a clause.
 */
export function parseSpecPart(part: string): WrittenRule | string {
  const groups = partPattern.exec(part)?.groups;
  if (!groups) return `${quoted(part)} is not kind:target[=duration][@probability][xlimit], like ${example}`;
  const { kind = '', target = '', amount, unit = '', probability, limit } = groups;
  return {
    kind,
    target,
    probability: probability === undefined ? undefined : Number(probability),
    limit: limit === undefined ? undefined : Number(limit),
    durationMs: amount === undefined ? undefined : Math.round(Number(amount) * (unitMs[unit] ?? Number.NaN)),
  };
}

const example = 'slow:telegram.sendMessage=5s@0.1x3 (units of a duration: ms, s, m, h)';
