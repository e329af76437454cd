import { type DeliverySettings } from '@pulso/contracts/envelope';
import { queryJobsDelivery } from '@pulso/contracts/query-jobs';
import { reportUpdatesDelivery } from '@pulso/contracts/report-updates';
import { runEventsDelivery } from '@pulso/contracts/run-events';

import { type LambdaFunction } from '../lambda/lambda-function';
import { EventSourceMapping } from '../sqs/event-source-mapping';
import { invokeForMapping } from '../sqs/invoke-for-mapping';
import { type QueueOptions, SimulatedQueue } from '../sqs/simulated-queue';
import { latencies } from './latencies';
import { createQueueWatcher } from './queue-watcher';
import { type World } from './world';

/** Creates the queues of a world, each before its function. */
export function createQueues(world: World): World['queues'] {
  const { kernel, mix, options } = world;
  const { 'query-worker': queryWorker, aggregator, notifier } = world.functions;
  const watcher = createQueueWatcher(world);
  const queue = (settings: DeliverySettings, consumer: LambdaFunction): SimulatedQueue => {
    const { queueName, visibilityTimeoutSeconds } = settings;
    const queueOptions: QueueOptions = {
      kernel,
      settings,
      faults: mix.ofQueue(queueName),
      deliveryMs: latencies['queue delivery'],
      isAbsent: () => mix.isStruck('absent', `queue.${queueName}`),
      delayMsOf: (body) => options.delayMsOf?.(queueName, body) ?? 0,
      watcher,
    };
    const created = new SimulatedQueue(queueOptions);
    new EventSourceMapping(created, {
      ...queueOptions,
      invoke: (event, onEnd) => invokeForMapping({ kernel, consumer, visibilityTimeoutSeconds }, event, onEnd),
    });
    return created;
  };
  return [
    queue(queryJobsDelivery, queryWorker),
    queue(runEventsDelivery, aggregator),
    queue(reportUpdatesDelivery, notifier),
  ];
}
