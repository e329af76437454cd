import { type FaultPlan, type FaultRule } from './fault-plan';

const rule = (
  kind: FaultRule['kind'],
  target: string,
  probability: number,
  rest: Pick<FaultRule, 'durationMs' | 'limit'> = {},
): FaultRule => ({ kind, target, probability, ...rest });

/** A bad day: everything that AWS and Telegram document as normal happens now and then. */
const aBadDay: readonly FaultRule[] = [
  rule('duplicate', '*', 0.05),
  rule('delay', '*', 0.02),
  rule('refuse', '*', 0.01),
  rule('drop-response', '*', 0.01),
  rule('throttle', '*', 0.02),
  rule('slow', '*', 0.01, { durationMs: 1_000 }),
  rule('kill', '*', 0.02),
  rule('late-effect', '*', 0.005),
  rule('reorder', '*', 0.05),
  rule('clock-skew', '*', 0.02),
  rule('schedule-late', '*', 0.05),
  rule('schedule-twice', '*', 0.05),
  rule('query-ends', '*', 0.02),
  rule('batch-entry-refused', '*', 0.01),
  rule('stale-read', '*', 0.05),
  rule('late-records', '*', 0.05),
];

/** Worse than any day: each attempt at anything has a fair chance to fail, and what can be lost for a while is. */
const hell: readonly FaultRule[] = [
  rule('duplicate', '*', 0.2),
  rule('delay', '*', 0.1),
  rule('refuse', '*', 0.05),
  rule('drop-response', '*', 0.05),
  rule('throttle', '*', 0.05),
  rule('slow', '*', 0.03, { durationMs: 1_500 }),
  rule('kill', '*', 0.08),
  rule('late-effect', '*', 0.02),
  rule('reorder', '*', 0.2),
  rule('clock-skew', '*', 0.1),
  rule('schedule-late', '*', 0.1),
  rule('schedule-twice', '*', 0.1),
  rule('schedule-never', 'schedule.sweep', 0.1),
  rule('query-ends', '*', 0.1),
  rule('chat-gone', '*', 0.002),
  rule('chat-migrated', '*', 0.002),
  rule('token-rotated', '*', 0.005),
  rule('batch-entry-refused', '*', 0.05),
  rule('stale-read', '*', 0.2),
  rule('dead-letter', '*', 0.01),
  rule('message-deleted', '*', 0.01),
  rule('message-locked', '*', 0.01),
  rule('late-records', '*', 0.2),
];

/** Plans that have a name. */
export const faultPresets = {
  none: { rules: [] },
  default: { rules: aBadDay },
  hell: { rules: hell },
} as const satisfies Record<string, FaultPlan>;

export type FaultPresetName = keyof typeof faultPresets;

export const isFaultPresetName = (text: string): text is FaultPresetName => Object.hasOwn(faultPresets, text);
