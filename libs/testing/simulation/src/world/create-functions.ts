import { type Service } from '@pulso/contracts/envelope';
import { queryJobsDelivery } from '@pulso/contracts/query-jobs';
import { reportUpdatesDelivery } from '@pulso/contracts/report-updates';
import { runEventsDelivery } from '@pulso/contracts/run-events';
import { type RunRequest } from '@pulso/contracts/run-requests';
import { type UsageRecord } from '@pulso/contracts/usage-metrics';
import { type InvocationEnd } from '@pulso/world/lambda';

import { functionMetric } from '../alarms/stage-alarms';
import { checkCause, checkLevel, checkLog } from '../invariants/check-log';
import { Environment, type EnvironmentWatcher } from '../lambda/environment';
import { LambdaFunction } from '../lambda/lambda-function';
import { type Compose } from '../services/clients';
import { composeBot } from '../services/compose-bot';
import { composeNotifier } from '../services/compose-notifier';
import { composeAggregator, composeDispatcher, composeQueryWorker } from '../services/compose-report-services';
import { mailAddress, names } from '../services/names';
import { catalogueOf } from './catalogue';
import { clientsOf } from './clients-of';
import { triggeredAtMsOf } from './expected-run';
import { createFaultOfCall } from './fault-mix';
import { latencies } from './operations';
import { type World } from './world';

const postDestinations = {
  'email:owners': { type: 'email', name: 'owners', addresses: [mailAddress] },
  'webhook:owners': { type: 'webhook', name: 'owners', format: 'pulso' },
} as const;

/** Creates the functions of a world, each with the service in it. */
export function createFunctions(world: World): World['functions'] {
  let tokenCount = 0;
  const newToken = (): string => `token-${(tokenCount += 1)}`;
  const recordUsage = (record: UsageRecord): void => {
    world.usageRecords.push(record);
  };
  const createFunction = functionCreator(world);
  return {
    bot: createFunction('bot', 10, composeBot({ newToken, recordUsage })),
    dispatcher: createFunction('dispatcher', 30, composeDispatcher(dispatcherPartsOf(world))),
    'query-worker': createFunction('query-worker', queryJobsDelivery.functionTimeoutSeconds, composeQueryWorker),
    aggregator: createFunction(
      'aggregator',
      runEventsDelivery.functionTimeoutSeconds,
      composeAggregator(world.schedules),
    ),
    notifier: createFunction('notifier', reportUpdatesDelivery.functionTimeoutSeconds, composeNotifier(newToken)),
  };
}

function dispatcherPartsOf(world: World): Parameters<typeof composeDispatcher>[0] {
  return {
    settings: {
      botLogGroupName: names.botLogGroup,
      destinations: {
        owners: [
          ...world.channels.map((chatId) => ({ type: 'telegram' as const, chatId, showsProgress: false })),
          ...world.features.posts.map((place) => postDestinations[place]),
        ],
      },
    },
    catalogueFor: (payload) =>
      catalogueOf(world.queryCount, {
        ...world.features,
        isChanged: world.isChangedAt(triggeredAtMsOf((payload as RunRequest).trigger)),
      }),
  };
}

function functionCreator(world: World) {
  const { kernel, mix } = world;
  const faultOfCall = createFaultOfCall(world);
  const watcher = createEnvironmentWatcher(world);
  let environmentCount = 0;
  return (name: Service, timeoutSeconds: number, compose: Compose): LambdaFunction => {
    const skewOf = drawSkews(world, name);
    return new LambdaFunction({
      kernel,
      name,
      timeoutMs: timeoutSeconds * 1000,
      warmStartMs: latencies['warm start'],
      coldStartMs: latencies['cold start'],
      faults: mix,
      onFault: (kind) => world.countFault(kind, name),
      onOver: (end, durationMs) => measureFunction(world, name, end, durationMs),
      createEnvironment: () => {
        const environment = new Environment({
          kernel,
          functionName: name,
          number: (environmentCount += 1),
          skewMs: skewOf(),
          faultOfCall,
          watcher,
        });
        const { decorate = (clients) => clients } = world.options;
        return { environment, ...compose(environment, decorate(clientsOf(environment, world), name)) };
      },
    });
  };
}

/** @returns Draws the clock of each process. A persistent error is the same in all of them. */
function drawSkews(world: World, name: Service): () => () => number {
  const { mix, kernel, faultPeriod } = world;
  const skews = kernel.draws.of(`skew/${name}`);
  const chance = mix.plannedChanceOf('clock-skew', name);
  const longestMs = mix.durationOf('clock-skew', name);
  if (chance === 1) {
    const skewMs = skews.pick([-longestMs, longestMs]);
    if (longestMs > 0) {
      kernel.after(Math.max(0, faultPeriod.fromMs - kernel.nowMs), () => world.countFault('clock-skew', name));
    }
    return () => () => (mix.isOn() ? skewMs : 0);
  }
  return () => {
    const skewMs = skews.chance(chance) ? skews.between(-longestMs, longestMs) : 0;
    return () => skewMs;
  };
}

/**
 * Publishes what Lambda publishes about an invocation that is over, as far as alarms look at it: the address of the bot
 * answers 502 for one that has failed, and 429 for one that was refused.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-monitoring.html
 */
function measureFunction({ alarms, kernel }: World, service: Service, end: InvocationEnd, durationMs: number): void {
  const put = (name: Parameters<typeof functionMetric>[1], value: number): void =>
    alarms.put({ metric: functionMetric(service, name), value, atMs: kernel.nowMs });
  if (end.status === 'throttled') put('Throttles', 1);
  // Durations under a second, which are nearly all, are never long.
  else if (durationMs >= 1_000) put('Duration', durationMs);
  if (end.status === 'error' || end.status === 'killed') put('Errors', 1);
  if (service !== 'bot') return;
  const status = end.status === 'success' ? (end.value as { statusCode: number }).statusCode : 0;
  if (end.status === 'throttled' || (status >= 400 && status < 500)) put('Url4xxCount', 1);
  else if (end.status !== 'success' || status >= 500) put('Url5xxCount', 1);
}

/** Errors of the code itself. The TypeError of a broken connection has other words. */
const bug = /^ReferenceError: |^TypeError: .*(?:is not a function|is not iterable|Cannot read properties of)/;

/** Notices what processes do: their calls, the faults of those, and their log lines. */
function createEnvironmentWatcher(world: World): EnvironmentWatcher {
  const { alarms, kernel, telegram } = world;
  // Every line is looked at in some of the worlds, since looking costs more than logging.
  const readsLogs = kernel.draws.of('log reader').chance(0.1);
  return {
    onCall: ({ functionName, number }, { target }, fault) => {
      if (fault) world.countFault(fault.kind.replace(/-(before|after)$/, ''), functionName, target);
      // It may have died on the way to its table.
      if (fault?.kind === 'kill-before' && target.startsWith('dynamodb.')) telegram.forgetTheNews(functionName);
      if (!kernel.isRecording) return;
      world.trace.calls.push({ atMs: kernel.nowMs, functionName, target, fault: fault?.kind });
      kernel.note(`${functionName}#${number} ${target}${fault ? ` ** ${fault.kind} **` : ''}`);
    },
    onLog: ({ functionName, number, clock }, level, event, fields) => {
      const service = functionName as Service;
      const line = { service, level, event, fields, writtenAtMs: clock.nowMs() };
      if (alarms.takeLogLine(line)) checkCause(world, line);
      else checkLevel(world, line);
      if (readsLogs) checkLog(world, event, fields);
      if (fields['errorName'] === 'NotModelledError') {
        world.ledger.violate('not-modelled', String(fields['errorMessage']));
      }
      const error = `${fields['errorName']}: ${fields['errorMessage']}`;
      if (bug.test(error)) world.ledger.onBug(`${functionName} logs ${event}: ${error}`);
      if (event === 'pause-not-stored') telegram.forgetTheNews(functionName);
      if (kernel.isRecording && level !== 'info') {
        kernel.note(`${functionName}#${number} logs ${event} ${JSON.stringify(fields)}`);
      }
    },
  };
}
