import { describeFault, type FaultKind } from './fault-kinds';
import { matchesTarget } from './fault-targets';

/** What goes wrong where, and how often. */
export interface FaultRule {
  readonly kind: FaultKind;
  /** A target of the kind (see targetsOf), or a pattern with `*`. */
  readonly target: string;
  /** Of each message, call, invocation or firing that the rule matches: 0 to 1. */
  readonly probability: number;
  /** At most so many times; absent: without end. */
  readonly limit?: number;
  /** What it means depends on the kind; absent: the kind's default. */
  readonly durationMs?: number;
}

export interface FaultPlan {
  /** Asked in this order: the first rule that strikes decides. */
  readonly rules: readonly FaultRule[];
}

/** @param target - Without wildcards, as one of the tables of targets has it. */
export const matches = (rule: Pick<FaultRule, 'target'>, target: string): boolean => matchesTarget(rule.target, target);

/** @returns The rule's own duration or its kind's default, ms; 0 for kinds that have none. */
export const durationMsOf = ({ kind, durationMs }: Pick<FaultRule, 'durationMs' | 'kind'>): number =>
  durationMs ?? describeFault(kind).duration?.defaultMs ?? 0;

/** @returns The rules as one text that parseFaultPlan reads; `none` for a plan without rules. */
export function formatFaultPlan({ rules }: FaultPlan): string {
  if (rules.length === 0) return 'none';
  return rules
    .map(({ kind, target, probability, limit, durationMs }) =>
      [
        `${kind}:${target}`,
        durationMs === undefined ? '' : `=${durationMs}ms`,
        probability === 1 ? '' : `@${probability}`,
        limit === undefined ? '' : `x${limit}`,
      ].join(''),
    )
    .join(',');
}
