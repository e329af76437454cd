import { describeFault, type FaultKind } from './fault-kinds';

/** One kind of fault, its target and its probability. */
export interface FaultRule {
  readonly kind: FaultKind;
  /** A target of the kind (see targetsOf), or a pattern with `*`. */
  readonly target: string;
  /** Of each message, call, invocation or firing that the rule matches: 0 to 1. */
  readonly probability: number;
  /** The most times that it strikes; absent: no limit. */
  readonly limit?: number;
  /** Its meaning depends on the kind; absent: the kind's default. */
  readonly durationMs?: number;
}

export interface FaultPlan {
  /** Asked in this order: the first rule that strikes decides. */
  readonly rules: readonly FaultRule[];
}

/**
 * Tells whether a rule's target, in which `*` stands for any number of characters, means this one.
 *
 * @param target - Without wildcards, as one of the tables of targets has it.
 * @example
 * matches({ target: 'dynamodb.*' }, 'dynamodb.GetItem'); // true
 */
export function matches({ target: pattern }: Pick<FaultRule, 'target'>, target: string): boolean {
  const [first = '', ...parts] = pattern.split('*');
  const last = parts.pop();
  if (last === undefined) return pattern === target;
  if (!target.startsWith(first)) return false;
  let from = first.length;
  for (const part of parts) {
    const found = target.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return target.length - last.length >= from && target.endsWith(last);
}

/** @returns The rule's own duration or its kind's default, ms; 0 for kinds that have none. */
export const durationMsOf = ({ kind, durationMs }: Pick<FaultRule, 'durationMs' | 'kind'>): number =>
  durationMs ?? describeFault(kind).defaultMs ?? 0;

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

/** By kind: its probability at all of its targets, on a bad day and in hell; 0: not in the plan. */
const presetChances: { readonly [Kind in FaultKind]?: readonly [badDay: number, hell: number] } = {
  duplicate: [0.05, 0.2],
  delay: [0.02, 0.1],
  refuse: [0.01, 0.05],
  'drop-response': [0.01, 0.05],
  throttle: [0.02, 0.05],
  slow: [0.01, 0.03],
  kill: [0.02, 0.08],
  'late-effect': [0.005, 0.02],
  reorder: [0.05, 0.2],
  'clock-skew': [0.02, 0.1],
  'schedule-late': [0.05, 0.1],
  'schedule-twice': [0.05, 0.1],
  'schedule-never': [0, 0.1],
  'query-ends': [0.02, 0.1],
  'chat-gone': [0, 0.002],
  'chat-migrated': [0, 0.002],
  'token-rotated': [0, 0.005],
  'batch-entry-refused': [0.01, 0.05],
  'stale-read': [0.05, 0.2],
  'dead-letter': [0, 0.01],
  'message-deleted': [0, 0.01],
  'message-locked': [0, 0.01],
  'late-records': [0.05, 0.2],
};

const presetOf = (column: 0 | 1, slowMs: number): FaultPlan => ({
  rules: Object.entries(presetChances).flatMap(([name, chances]): FaultRule[] => {
    const kind = name as FaultKind;
    const target = kind === 'schedule-never' ? 'schedule.sweep' : '*';
    const probability = chances[column];
    return probability === 0 ? [] : [{ kind, target, probability, ...(kind === 'slow' && { durationMs: slowMs }) }];
  }),
});

/** Plans that have a name. */
export const faultPresets = {
  none: { rules: [] },
  /** A bad day: everything that AWS and Telegram document as normal happens now and then. */
  default: presetOf(0, 1_000),
  /** Worse than any day: each attempt at anything has a fair chance to fail, and what can be lost for a while is. */
  hell: presetOf(1, 1_500),
} as const satisfies Record<string, FaultPlan>;

export const isFaultPresetName = (text: string): text is keyof typeof faultPresets => Object.hasOwn(faultPresets, text);
