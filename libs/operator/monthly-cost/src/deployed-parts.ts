import { queueNames } from '@pulso/contracts/envelope';

/**
 * What the stacks of a stage consist of and costs money without being used. A scenario of the local cloud counts what the
 * stacks declare and compares.
 */
export const deployedParts = {
  /** Metrics under alarms: an alarm that computes with two of them costs twice as much. */
  alarmCount: 50,
  dashboardCount: 1,
  /** Queues with a function that polls them. */
  polledQueueCount: queueNames.length,
  /** Invocations of the schedule that looks after runs. */
  sweepsPerDay: 288,
} as const;

/** Metrics in the bot's usage records: each of them, for each combination of dimension values. */
export const usageMetricCount = 6;

/** Metrics that count signs of life: of the sweep, and of each of three reports. */
export const lifeMetricCount = 4;

/** What a bot and one report function need: alarms on errors, throttles, duration and absence of each. */
export const fewestAlarmCount = 8;
