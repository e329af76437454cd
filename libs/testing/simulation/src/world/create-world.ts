import { checkChart } from '../invariants/check-chart';
import { checkPosted } from '../invariants/check-posted';
import { checkShown } from '../invariants/check-shown';
import { isAtRest } from '../invariants/is-at-rest';
import { Posts } from '../posts/posts';
import { Telegram } from '../telegram/telegram';
import { createAlarms } from './create-alarms';
import { createFunctions } from './create-functions';
import { createInsights } from './create-insights';
import { createQueues } from './create-queues';
import { World, type WorldParts } from './world';
import { type WorldOptions } from './world-options';

const parts: WorldParts = {
  createAlarms,
  createTelegram: (world) =>
    new Telegram(world.kernel, {
      onShown: (message, isNew) => checkShown(world, message, isNew),
      onPhoto: (photo, isNew) => checkChart(world, photo, isNew),
    }),
  createPosts: (world) => new Posts(world.kernel, (arrived, addressedTo) => checkPosted(world, arrived, addressedTo)),
  createInsights,
  createFunctions,
  createQueues,
  isAtRest,
};

/** Creates a world whose invariants are checked at each event. */
export const createWorld = (options: WorldOptions): World => new World(options, parts);
