import { type DeliverySettings } from '@pulso/contracts/envelope';
import { queryJobsDelivery } from '@pulso/contracts/query-jobs';
import { reportUpdatesDelivery } from '@pulso/contracts/report-updates';
import { runEventsDelivery } from '@pulso/contracts/run-events';
import { ParameterStore } from '@pulso/world/mail-and-parameters';

import { Alarms } from '../alarms/alarms';
import { deadLettersMetric, deliveredReportsMetric } from '../alarms/stage-alarms';
import { Insights } from '../aws/insights';
import { checkMessage, checkPicture, checkPost } from '../invariants/check-arrivals';
import { checkHistory } from '../invariants/check-history';
import { type LambdaFunction } from '../lambda/lambda-function';
import { Posts } from '../destinations/posts';
import { simulatedServices } from '../services/clients';
import { names, pseudonymKey, webhookSecret, webhookSigningSecret, webhookUrl } from '../services/names';
import { type QueueWatcher, SimulatedQueue } from '../sqs/simulated-queue';
import { Telegram } from '../destinations/telegram';
import { reportId } from './catalogue';
import { createFunctions } from './create-functions';
import { latencies } from './operations';
import { createOperator } from './operator';
import { countIn } from './statistics';
import { createSweeps } from './sweeps';
import { channelChatIds, World } from './world';
import { type WorldOptions } from './world-options';

/** Creates a world whose invariants are checked at each event. */
export function createWorld(options: WorldOptions): World {
  const world = new World(options);
  world.alarms = createAlarms(world);
  world.telegram = new Telegram(world.kernel, (message) => {
    if (message.attachment) return checkPicture(world, message);
    if (world.kernel.isRecording) world.trace.onShown(message, world.kernel.nowMs);
    checkMessage(world, message);
  });
  for (const chatId of channelChatIds) {
    world.telegram.model.chats.set({ id: Number(chatId), type: chatId.startsWith('-100') ? 'supergroup' : 'group' });
  }
  world.posts = new Posts(world.kernel, (arrived, addressedTo) => checkPost(world, arrived, addressedTo));
  world.parameters = createParameters(world);
  world.insights = createInsights(world);
  world.functions = createFunctions(world);
  world.queues = createQueues(world);
  world.sweeps = createSweeps(world);
  if (world.isWarm) warmUp(world);
  return world;
}

/** As many processes as the queues' concurrency. */
function warmUp({ functions }: World): void {
  const processCounts = {
    bot: 1,
    dispatcher: 1,
    'query-worker': queryJobsDelivery.maximumConcurrency,
    aggregator: runEventsDelivery.maximumConcurrency,
    notifier: reportUpdatesDelivery.maximumConcurrency,
  };
  for (const service of simulatedServices) functions[service].warmUp(processCounts[service]);
}

/** A world begins a quarter of an hour before the report; yesterday's came some minutes after its time. */
const sinceYesterdaysReportMs = (24 * 60 - 20) * 60_000;

/** The alarms of a stage without trouble yesterday. */
function createAlarms({ kernel, features }: Pick<World, 'features' | 'kernel'>): Alarms {
  // A report that is not sent daily is not expected daily.
  const isAwaited = features.onlyIfAbove === undefined && !features.outage;
  const alarms = new Alarms(kernel, isAwaited ? [] : [`report-${reportId}-missing`]);
  alarms.assumeUntil(deliveredReportsMetric(reportId), kernel.startMs - sinceYesterdaysReportMs);
  return alarms;
}

/** The secrets of the stage. */
function createParameters({ kernel, telegram }: World): ParameterStore {
  const secret = (name: string, value: string) => ({ name, type: 'SecureString' as const, value });
  const declared = [
    secret(names.botTokenParameter, telegram.token),
    secret(names.webhookSecretsParameter, webhookSecret),
    secret(names.pseudonymKeyParameter, pseudonymKey),
    secret(`${names.webhookParameterPrefix}owners`, JSON.stringify({ url: webhookUrl, secret: webhookSigningSecret })),
  ];
  return new ParameterStore({ clock: kernel.clock, region: 'eu-central-1', accountId: '000000000000', declared });
}

/** Creates the Logs Insights of a world. Counts its calls, and notes its answers for their runs. */
function createInsights(world: World): Insights {
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
      onEnded: (queryString, windowEndMs) => world.messages.allowStart(queryString, windowEndMs / 1000 - 1),
      onComplete: (windowEndMs) => {
        // No report waits for a backfill a day later.
        if (kernel.nowMs > windowEndMs + world.windowMs / 2) return;
        for (const run of ledger.runs) if (run.windowEndMs === windowEndMs) run.lastCompleteAtMs = kernel.nowMs;
      },
    },
  });
}

/** Creates the queues of a world, each before its function. */
function createQueues(world: World): World['queues'] {
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

/** Keeps the books about messages, and tells the operator of dead letters. */
function createQueueWatcher(world: World): QueueWatcher {
  const { messages, ledger, lateRecords, statistics } = world;
  const callOperator = createOperator(world);
  return {
    // What a dead or delayed message delays depends on the queue: see below.
    onQueueFault: (kind) => world.countFault(kind, kind === 'dead-letter' ? 'query-worker' : undefined),
    onDelay: (queueName, message, afterMs) => {
      world.countFault('delay', 'query-worker');
      if (queueName !== names.queryJobsQueue) ledger.onAbsent(message, world.kernel.nowMs + afterMs);
    },
    onDuplicate: (queueName, message) => messages.onCountedAnew(queueName, message, true),
    onPut: (queueName, message) => {
      const { body } = message;
      if (queueName === names.queryJobsQueue) {
        messages.onJob(message);
        ledger.onJob(body);
      } else if (queueName === names.runEventsQueue) {
        ledger.onRunEvent(body);
        lateRecords.onRunEvent(body);
      } else {
        const update = JSON.parse(body);
        messages.onUpdate(update);
        if (update.type === 'report-update') checkHistory(world, update);
      }
    },
    onReceive: (queueName, body, wasReceived) => {
      countIn(statistics.receives, queueName);
      if (wasReceived && queueName === names.queryJobsQueue) messages.allowStartOf(body);
      const isNew = !wasReceived && queueName === names.runEventsQueue;
      if (isNew && world.kernel.isRecording) world.trace.onRunEvent(body, world.kernel.nowMs);
    },
    onDelete: (queueName, message) => messages.onGone(queueName, message),
    onDeadLetter: (queueName, message) => {
      messages.onGone(queueName, message);
      // The operator redrives it.
      messages.onCountedAnew(queueName, message, false);
      // A run is due whether or not its jobs are done.
      if (queueName !== names.queryJobsQueue) ledger.onAbsent(message);
      statistics.deadLetters += 1;
      const { deadLettered } = world.queueNamed(queueName).counts();
      world.alarms.put({ metric: deadLettersMetric(queueName), value: deadLettered, atMs: world.kernel.nowMs });
      callOperator(queueName);
    },
  };
}
