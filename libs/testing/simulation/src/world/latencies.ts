import { type Quantiles, quantilesOf } from '../kernel/quantiles';

/**
 * How long things take, milliseconds. AWS and Telegram promise none of these; the figures are of the order that users
 * report for calls within one Region (unverified), with a tail that is longer than usual.
 */
const figures = {
  /** A message is visible: a long poll returns and the function's process gets the event. */
  'queue delivery': { min: 4, p50: 14, p90: 35, p99: 120, max: 400 },
  'warm start': { min: 1, p50: 3, p99: 15, max: 60 },
  /** An empty nodejs24.x function on arm64 takes 116 to 121 ms (https://github.com/maxday/lambda-perf), loading adds. */
  'cold start': { min: 180, p50: 330, p99: 900, max: 2_000 },
  dynamodb: { min: 2, p50: 4, p90: 8, p99: 25, max: 300 },
  /** A transaction prepares and commits. */
  'dynamodb transaction': { min: 5, p50: 9, p90: 18, p99: 60, max: 500 },
  sqs: { min: 3, p50: 7, p90: 18, p99: 60, max: 500 },
  'logs call': { min: 20, p50: 60, p90: 150, p99: 500, max: 1_500 },
  /** From StartQuery to Complete. */
  'insights query': { min: 500, p50: 2_500, p90: 6_000, p99: 15_000, max: 40_000 },
  ssm: { min: 5, p50: 15, p99: 100, max: 600 },
  'lambda invoke': { min: 8, p50: 20, p99: 120, max: 700 },
  telegram: { min: 40, p50: 90, p90: 200, p99: 1_200, max: 6_000 },
  ses: { min: 30, p50: 70, p99: 500, max: 4_000 },
  /** A receiver somewhere. */
  webhook: { min: 20, p50: 120, p90: 400, p99: 2_500, max: 7_500 },
  /** EventBridge Scheduler is precise to 60 s: https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html */
  'scheduler precision': { min: 0, max: 59_000 },
} as const;

export const latencies = Object.fromEntries(
  Object.entries(figures).map(([name, values]) => [name, quantilesOf(values)]),
) as Readonly<Record<keyof typeof figures, Quantiles>>;
