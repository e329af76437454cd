import { type PostedDestination } from '@pulso/contracts/report-plan';
import { hourMs } from '@pulso/kit/time';
import { type FaultPlan } from '@pulso/world/faults';

import { type Draws } from '../kernel/kernel';

/** What a world has besides one report in chats. */
export interface Features {
  /** How often the schedule fires: on consecutive days, or hours if the report is a watch. */
  readonly windowCount: number;
  /** The report is an hourly watch, sent only for anomalies. Absent: a daily report. */
  readonly outage: Outage | undefined;
  /** From this day on, counted from 0, the first question differs. Absent: never. */
  readonly changesOnDay: number | undefined;
  /** Posts of the report's destinations: a list of addresses, a webhook. */
  readonly posts: readonly PostPlace[];
  readonly hasChart: boolean;
  /** How often drawing a chart fails. */
  readonly chartFailure: number;
  /** The report is sent only if its first number is above this. Absent: always. */
  readonly onlyIfAbove: number | undefined;
  /** Its first question is backfilled with the next report. */
  readonly isBackfilled: boolean;
}

/** A destination whose messages can't be edited, as keys and logs name it. */
export type PostPlace = `${PostedDestination['type']}:owners`;

/** Hours in which hardly anything is counted. */
export interface Outage {
  /** Of the windows, from 0. */
  readonly first: number;
  readonly count: number;
}

/** The length of a window, which is also the time from one to the next, ms. */
export const windowMsOf = ({ outage }: Pick<Features, 'outage'>): number => (outage ? hourMs : 24 * hourMs);

/** The sweep ends this long after a scheduled run: repeats of a closed report end after a day. */
const longestDayMs = 30 * hourMs;

/** @returns When a world sweeps last, epoch ms. */
export const lastSweepMsOf = (startMs: number, features: Pick<Features, 'outage' | 'windowCount'>): number =>
  startMs + (features.windowCount - 1) * windowMsOf(features) + longestDayMs;

const plain: Features = {
  windowCount: 1,
  outage: undefined,
  changesOnDay: undefined,
  posts: [],
  hasChart: false,
  chartFailure: 0,
  onlyIfAbove: undefined,
  isBackfilled: false,
};

/** What is chosen of a world, as in its options. */
interface Choices {
  readonly trigger?: unknown;
  readonly queryCount: number;
  readonly faults: FaultPlan;
  readonly lastingMs?: number | undefined;
  readonly features?: Partial<Features> | undefined;
}

/** Larger runs test the pace. */
const maxQueryCount = 100;

/** Answers are from 1 to 100,000: most are above the first limit, few above the second. */
const conditions = [20_000, 90_000] as const;

/**
 * Draws what a world has, from a stream of its own. A world whose trigger is chosen is plain, because its caller counts
 * calls and messages. Charts fail only in worlds with faults, and not beside a persistent fault, which is tested alone.
 */
export function drawFeatures(choices: Choices, draws: Draws): Features {
  const { trigger, queryCount, faults, lastingMs, features } = choices;
  if (features) return { ...plain, ...features };
  if (trigger !== undefined || queryCount > maxQueryCount) return plain;
  const draw = draws.of('features');
  const hasFaults = faults.rules.length > 0 && lastingMs === undefined;
  const windowCount = draw.pick([1, 1, 1, 1, 1, 2, 2, 3]);
  const isChanged = draw.chance(0.3);
  const changesOnDay = draw.between(1, 2);
  const [hasMail, hasWebhook] = [draw.chance(0.25), draw.chance(0.25)];
  const hasChart = draw.chance(0.2);
  const chartFailure = draw.pick([0, 0, 0.5, 1]);
  const isConditional = draw.chance(0.1);
  const onlyIfAbove = draw.pick(conditions);
  // A stream of its own: worlds of one day are as they were without.
  const isBackfilled = draws.of('backfills').chance(0.6);
  const outage = lastingMs === undefined && queryCount > 0 ? drawOutage(draws) : undefined;
  const posts = [...(hasMail ? ['email:owners' as const] : []), ...(hasWebhook ? ['webhook:owners' as const] : [])];
  if (outage) return { ...plain, ...outage, posts };
  return {
    windowCount,
    outage,
    changesOnDay: isChanged && changesOnDay < windowCount ? changesOnDay : undefined,
    posts,
    hasChart,
    chartFailure: hasFaults ? chartFailure : 0,
    onlyIfAbove: isConditional && queryCount > 0 ? onlyIfAbove : undefined,
    isBackfilled: isBackfilled && windowCount > 1 && queryCount > 0 && lastingMs === undefined,
  };
}

/** Some worlds are about a watch over hours: of up to ten, with an outage that begins after the first and is over by the last. */
function drawOutage(draws: Draws): Pick<Features, 'windowCount' | 'outage'> | undefined {
  const draw = draws.of('watch');
  if (!draw.chance(0.06)) return undefined;
  const windowCount = draw.between(4, 10);
  const first = draw.between(1, windowCount - 3);
  return { windowCount, outage: { first, count: draw.between(1, windowCount - first - 1) } };
}
