import { type DeliverySettings } from '@pulso/contracts/envelope';
import { queryJobsDelivery } from '@pulso/contracts/query-jobs';
import { reportUpdatesDelivery } from '@pulso/contracts/report-updates';
import { runEventsDelivery } from '@pulso/contracts/run-events';

import { Alarms } from '../alarms/alarms';
import { deliveredReportsMetric } from '../alarms/stage-alarms';
import { Insights } from '../aws/insights';
import { checkChart } from '../invariants/check-chart';
import { checkPosted } from '../invariants/check-posted';
import { checkShown } from '../invariants/check-shown';
import { isAtRest } from '../invariants/is-at-rest';
import { type LambdaFunction } from '../lambda/lambda-function';
import { Posts } from '../posts/posts';
import { SimulatedQueue } from '../sqs/simulated-queue';
import { Telegram } from '../telegram/telegram';
import { reportId } from './catalogue';
import { createFunctions } from './create-functions';
import { latencies } from './latencies';
import { createQueueWatcher } from './queue-watcher';
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

/** A world begins a quarter of an hour before the report; yesterday's came some minutes after its time. */
const sinceYesterdaysReportMs = (24 * 60 - 20) * 60_000;

/** The alarms of a stage whose yesterday was fine. */
export function createAlarms({ kernel, features }: Pick<World, 'features' | 'kernel'>): Alarms {
  // A report that is not sent each day is not awaited each day.
  const isAwaited = features.onlyIfAbove === undefined && !features.outage;
  const alarms = new Alarms(kernel, isAwaited ? [] : [`report-${reportId}-missing`]);
  alarms.assumeUntil(deliveredReportsMetric(reportId), kernel.startMs - sinceYesterdaysReportMs);
  return alarms;
}

/** Creates the Logs Insights of a world, whose calls it counts and whose answers are noted for the runs that they are for. */
export function createInsights(world: World): Insights {
  const { kernel, ledger, mix, statistics } = world;
  return new Insights({
    kernel,
    faults: mix.ofInsights(),
    latencyMs: latencies['insights query'],
    answerNow: (queryString, windowEndMs) => world.lateRecords.answerNow(queryString, windowEndMs),
    watcher: {
      onQueryFault: (kind) => world.countFault(kind),
      onCall: (operation, isThrottled) => {
        if (operation === 'StartQuery') statistics.startCalls += 1;
        if (operation === 'GetQueryResults') statistics.pollCalls += 1;
        if (isThrottled) statistics.throttledCalls += 1;
      },
      onEnded: (queryString, windowEndMs) => world.queryStarts.onEnded(queryString, windowEndMs / 1000 - 1),
      onComplete: (windowEndMs) => {
        // No report waits for what is asked again a day later.
        if (kernel.nowMs > windowEndMs + world.windowMs / 2) return;
        for (const run of ledger.runs) if (run.windowEndMs === windowEndMs) run.lastCompleteAtMs = kernel.nowMs;
      },
    },
  });
}

/** Creates the queues of a world, each before its function. */
export function createQueues(world: World): World['queues'] {
  const { kernel, mix, options } = world;
  const { 'query-worker': queryWorker, aggregator, notifier } = world.functions;
  const watcher = createQueueWatcher(world);
  const queue = (settings: DeliverySettings, consumer: LambdaFunction): SimulatedQueue =>
    new SimulatedQueue({
      kernel,
      settings,
      consumer,
      faults: mix,
      deliveryMs: latencies['queue delivery'],
      delayMsOf: (body) => options.delayMsOf?.(settings.queueName, body) ?? 0,
      watcher,
    });
  return [
    queue(queryJobsDelivery, queryWorker),
    queue(runEventsDelivery, aggregator),
    queue(reportUpdatesDelivery, notifier),
  ];
}
