import { type Draws } from '../kernel/draws';
import { type Features } from './features';
import { type WorldOptions } from './world-options';

const plain: Features = {
  windowCount: 1,
  outage: undefined,
  changesOnDay: undefined,
  posts: [],
  hasUnknownKind: false,
  hasChart: false,
  chartFailure: 0,
  onlyIfAbove: undefined,
  isRecounted: false,
};

/** Larger runs are about pace. */
const maxQueryCount = 100;

/** Answers are from 1 to 100,000: most are above the one, few above the other. */
const conditions = [20_000, 90_000] as const;

/**
 * Draws what a world has, from a stream of its own. A world whose trigger is chosen is plain: who has chosen it counts
 * calls and messages. What is wrong by itself, faults alone bring, and not one that is looked
 * at alone.
 */
export function drawFeatures(options: WorldOptions, draws: Draws): Features {
  const { trigger, queryCount, faults, lastingMs, features } = options;
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
  const hasUnknownKind = draw.chance(0.05);
  const isConditional = draw.chance(0.1);
  const onlyIfAbove = draw.pick(conditions);
  // A stream of its own: worlds of one day are as they were without.
  const isRecounted = draws.of('recounts').chance(0.6);
  const outage = lastingMs === undefined && queryCount > 0 ? drawOutage(draws) : undefined;
  const posts = [...(hasMail ? ['email:owners' as const] : []), ...(hasWebhook ? ['webhook:owners' as const] : [])];
  if (outage) return { ...plain, ...outage, posts };
  return {
    windowCount,
    outage,
    changesOnDay: isChanged && changesOnDay < windowCount ? changesOnDay : undefined,
    posts,
    hasUnknownKind: hasFaults && hasUnknownKind,
    hasChart,
    chartFailure: hasFaults ? chartFailure : 0,
    onlyIfAbove: isConditional && queryCount > 0 ? onlyIfAbove : undefined,
    isRecounted: isRecounted && windowCount > 1 && queryCount > 0 && lastingMs === undefined,
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
