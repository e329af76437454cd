import { type Quantiles } from '../kernel/quantiles';

/**
 * How long things take, milliseconds. AWS and Telegram promise none of these; the figures are of the order that users
 * report for calls within one Region (unverified), with a tail that is longer than usual. The summary prints them, so
 * that no reader takes a simulated latency for a measured one.
 */
export const latencies = {
  /** A message is visible: a long poll returns and the function's process gets the event. */
  'queue delivery': [
    [0, 4],
    [0.5, 14],
    [0.9, 35],
    [0.99, 120],
    [1, 400],
  ],
  'warm start': [
    [0, 1],
    [0.5, 3],
    [0.99, 15],
    [1, 60],
  ],
  /** An empty nodejs24.x function on arm64 takes 116 to 121 ms (https://github.com/maxday/lambda-perf), loading adds. */
  'cold start': [
    [0, 180],
    [0.5, 330],
    [0.99, 900],
    [1, 2_000],
  ],
  dynamodb: [
    [0, 2],
    [0.5, 4],
    [0.9, 8],
    [0.99, 25],
    [1, 300],
  ],
  /** A transaction prepares and commits. */
  'dynamodb transaction': [
    [0, 5],
    [0.5, 9],
    [0.9, 18],
    [0.99, 60],
    [1, 500],
  ],
  sqs: [
    [0, 3],
    [0.5, 7],
    [0.9, 18],
    [0.99, 60],
    [1, 500],
  ],
  'logs call': [
    [0, 20],
    [0.5, 60],
    [0.9, 150],
    [0.99, 500],
    [1, 1_500],
  ],
  /** From StartQuery to Complete. */
  'insights query': [
    [0, 500],
    [0.5, 2_500],
    [0.9, 6_000],
    [0.99, 15_000],
    [1, 40_000],
  ],
  ssm: [
    [0, 5],
    [0.5, 15],
    [0.99, 100],
    [1, 600],
  ],
  'lambda invoke': [
    [0, 8],
    [0.5, 20],
    [0.99, 120],
    [1, 700],
  ],
  telegram: [
    [0, 40],
    [0.5, 90],
    [0.9, 200],
    [0.99, 1_200],
    [1, 6_000],
  ],
  ses: [
    [0, 30],
    [0.5, 70],
    [0.99, 500],
    [1, 4_000],
  ],
  /** A receiver somewhere. */
  webhook: [
    [0, 20],
    [0.5, 120],
    [0.9, 400],
    [0.99, 2_500],
    [1, 7_500],
  ],
  /** EventBridge Scheduler is precise to 60 s: https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html */
  'scheduler precision': [
    [0, 0],
    [1, 59_000],
  ],
  /** An event waits for its asynchronous invocation. */
  'asynchronous invocation': [
    [0, 5],
    [0.5, 20],
    [0.99, 300],
    [1, 2_000],
  ],
} as const satisfies Record<string, Quantiles>;
