import { quoted, type WrittenRule } from './check-rule';
import { FaultPlanError } from './errors';

const members: Readonly<Record<string, 'number' | 'string'>> = {
  kind: 'string',
  target: 'string',
  probability: 'number',
  limit: 'number',
  durationMs: 'number',
};

/**
 * Reads the list of rules out of JSON.
 *
 * @returns One entry per rule, not checked yet.
 * @throws {FaultPlanError} It is no JSON, or no object with `rules` alone. Not retryable.
 */
export function parseJsonRules(text: string): readonly unknown[] {
  let plan: unknown;
  try {
    plan = JSON.parse(text);
  } catch (error) {
    throw new FaultPlanError(`The fault plan is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
  const shape = 'A fault plan in JSON is an object {"rules": [...]}';
  if (!isRecord(plan)) throw new FaultPlanError(`${shape}, got ${typeName(plan)}.`);
  const foreign = Object.keys(plan).find((name) => name !== 'rules');
  if (foreign !== undefined) throw new FaultPlanError(`${shape}, without ${quoted(foreign)}.`);
  if (!Array.isArray(plan['rules'])) throw new FaultPlanError(`${shape}; "rules" is ${typeName(plan['rules'])}.`);
  return plan['rules'];
}

/** @returns What is written there, or what is wrong with it, as a clause. */
export function parseJsonRule(rule: unknown): WrittenRule | string {
  const names = Object.keys(members).join(', ');
  if (!isRecord(rule)) return `it is ${typeName(rule)}, not an object with ${names}`;
  for (const [name, value] of Object.entries(rule)) {
    const type = Object.hasOwn(members, name) ? members[name] : undefined;
    if (type === undefined) return `it has a member ${quoted(name)}; members are ${names}`;
    if (typeof value !== type) return `its member "${name}" is ${typeName(value)}, not a ${type}`;
  }
  const { kind, target } = rule;
  if (typeof kind !== 'string') return 'it has no "kind"';
  if (typeof target !== 'string') return 'it has no "target"';
  return {
    kind,
    target,
    probability: numberOf(rule['probability']),
    limit: numberOf(rule['limit']),
    durationMs: numberOf(rule['durationMs']),
  };
}

const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function typeName(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
