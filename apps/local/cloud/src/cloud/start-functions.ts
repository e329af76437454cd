import { randomUUID } from 'node:crypto';

import { type AccessControl, type LocalService, type LogStore, type SqsService } from '@pulso/local-aws';
import { type LocalClock } from '@pulso/local-clock';
import {
  type FunctionRuntime,
  type FunctionRuntimeOptions,
  type InvocationFault,
  type InvocationRecord,
  type InvocationStart,
  createAsynchronousInvoker,
  createFunctionRuntime,
  createLambdaService,
  createScheduler,
  createSchedulerService,
  deliverToTarget,
  fillContextAttributes,
  startEventSourceMappings,
  startFunctionUrls,
} from '@pulso/local-lambda';
import { type CloudDefinition, type ScheduleDefinition } from '@pulso/local-terraform';

import { type ServiceMetrics } from '../alarms/service-metrics';
import { appendLogsAs, queueAccessOf, sendFailureAs } from './act-in-the-name-of';
import { checkDeployment } from './check-deployment';
import { LocalCloudError } from './errors';
import { listenAt } from './listen-at';
import { restore } from '../state/restore';
import { type LoadedState } from '../state/state-file';
import { type OnStop } from './on-stop';

/** @returns undefined: nothing goes wrong. */
export type InvocationFaultFor = (functionName: string) => InvocationFault | undefined;

/**
 * Which schedules fire by themselves. Those of reports else fire by hand alone, and none of them is missed; the sweep may
 * begin later than everything else.
 */
export type FiringSchedules = 'all' | 'sweep-only' | { readonly sweepsFromMs: number };

export interface FunctionsOptions {
  readonly clock: LocalClock;
  readonly sqs: SqsService;
  readonly logStore: LogStore;
  readonly schedules: FiringSchedules;
  /** Absent: everything is allowed. */
  readonly access?: AccessControl | undefined;
  /** Asked for every invocation: what shall go wrong with it. */
  readonly faultFor: NonNullable<FunctionRuntimeOptions['faultFor']>;
  /** Of the bot's function URL; undefined: a free one. */
  readonly webhookPort?: number | undefined;
  onStart(start: InvocationStart): void;
  onInvocation(record: InvocationRecord): void;
  /** Told of what is no invocation. */
  readonly metrics: Pick<ServiceMetrics, 'onAnswer' | 'onDropped' | 'onTargetError' | 'onThrottle'>;
  /** Variables that a function's process gets beyond its own. */
  variablesFor(functionName: string): Readonly<Record<string, string>>;
  /** What an earlier run left: its asynchronous events go on. */
  readonly loaded: LoadedState | undefined;
  /** A defect of the local cloud itself. */
  onFault(error: unknown): void;
}

interface Functions {
  /** The APIs of Lambda and of the Scheduler, for the gateway. */
  readonly services: readonly LocalService[];
  readonly webhookUrl: string;
  /** @returns The asynchronous events on their way, as JSON texts. */
  dumpEvents(): string[];
  readonly updateCode: FunctionRuntime['updateCode'];
  readonly runningCount: FunctionRuntime['runningCount'];
  /** @returns When a schedule is due next, epoch ms; undefined: it fires by hand alone, or not at all. */
  nextRunMs(scheduleName: string): number | undefined;
  /** Fires a schedule by hand, as if it were due at `scheduledAtMs`. */
  fireSchedule(name: string, scheduledAtMs: number): Promise<void>;
  /** Starts the schedules that `sweep-only` has left out. */
  startSchedules(): void;
}

type Deliver = (targetArn: string, input: string, schedule: ScheduleDefinition) => Promise<void>;

/** Starts the functions of the stacks and everything that invokes them: calls, queues, URLs, schedules. */
export async function startFunctions(
  definition: CloudDefinition,
  options: FunctionsOptions,
  onStop: OnStop,
): Promise<Functions> {
  const { clock, sqs, logStore, onFault, access, metrics } = options;
  if (access) checkDeployment(definition, access);
  const deployedAtMs = Math.floor(clock.nowMs());
  const runtime = createFunctionRuntime({
    functions: definition.functions,
    clock,
    environmentFor: (name) => ({ ...options.variablesFor(name), ...expectedReports(options.schedules) }),
    appendLogs: appendLogsAs(logStore, definition, access),
    onStart: options.onStart,
    onInvocation: options.onInvocation,
    onThrottle: metrics.onThrottle,
    faultFor: options.faultFor,
  });
  onStop(() => runtime.stop());

  const send = (queueName: string, body: string): Promise<unknown> => sqs.send(queueName, { body });
  const sendFailure = sendFailureAs(send, definition, access);
  const invoker = createAsynchronousInvoker({
    runtime,
    clock,
    send: sendFailure,
    onDropped: metrics.onDropped,
    onFault,
  });
  await restore('lambda', options.loaded, invoker.load);

  consumeQueues(definition, runtime, options, onStop);
  // Before the functions end: that is no failed attempt.
  onStop(() => invoker.stop());
  const { urls, stop } = await listenAt(options.webhookPort, 'webhook', (port) =>
    startFunctionUrls({
      runtime,
      clock,
      onAnswer: metrics.onAnswer,
      onFault,
      port,
      ...(access && { mayCall: access.mayCallUrl }),
    }),
  );
  onStop(stop);
  const deliver: Deliver = async (targetArn, input, schedule) => {
    try {
      access?.authorizeSchedule(schedule, { action: targetAction(targetArn), resource: targetArn });
      await deliverToTarget(targetArn, input, { asynchronousInvoker: invoker, send });
    } catch (error) {
      metrics.onTargetError();
      throw error;
    }
  };
  const { schedules } = definition;
  const left = options.schedules === 'all' ? [] : schedules.filter((schedule) => !isRate(schedule));
  const schedulers: Pick<Functions, 'nextRunMs'>[] = [];
  const run = (which: readonly ScheduleDefinition[]): void =>
    void schedulers.push(runSchedules(which, deliver, options, onStop));
  run(schedules.filter((schedule) => !left.includes(schedule)));

  return {
    dumpEvents: () => invoker.dump(),
    services: [
      createLambdaService(runtime, invoker, {
        mappings: definition.eventSourceMappings,
        urls,
        deployedAtMs,
        readLog: (logGroupName) => logStore.eventsOf(logStore.get(logGroupName)),
      }),
      createSchedulerService({ ...definition, deployedAtMs }),
    ],
    webhookUrl: webhookUrlOf(urls),
    updateCode: runtime.updateCode,
    runningCount: runtime.runningCount,
    nextRunMs: (name) => schedulers.map((scheduler) => scheduler.nextRunMs(name)).find((dueMs) => dueMs !== undefined),
    fireSchedule: (name, scheduledAtMs) => fire(definition, name, scheduledAtMs, deliver),
    startSchedules: () => run(left),
  };
}

function consumeQueues(
  { eventSourceMappings, queues }: CloudDefinition,
  runtime: FunctionRuntime,
  { clock, sqs, access, onFault }: FunctionsOptions,
  onStop: OnStop,
): void {
  const started = eventSourceMappings.map((mapping) =>
    startEventSourceMappings({
      mappings: [mapping],
      queues,
      runtime,
      queueAccess: queueAccessOf(mapping, sqs, access),
      clock,
      onFault,
    }),
  );
  // Together: a mapping waits for its batches, and those of killed functions end at once and delete nothing.
  onStop(async () => void (await Promise.all([runtime.stop(), ...started.map((mapping) => mapping.stop())])));
}

/** Who fires schedules by hand does so at any time: the aggregator is told, as on such a stage, that it expects none. */
const expectedReports = (which: FunctionsOptions['schedules']): Readonly<Record<string, string>> =>
  which === 'all' ? {} : { REPORT_SCHEDULES: '{}' };

function runSchedules(
  schedules: readonly ScheduleDefinition[],
  deliver: Deliver,
  { clock, schedules: which, onFault }: FunctionsOptions,
  onStop: OnStop,
): Pick<Functions, 'nextRunMs'> {
  const scheduler = createScheduler({
    schedules,
    ...(typeof which === 'object' && { createdMs: which.sweepsFromMs }),
    clock,
    deliver,
    onFault,
  });
  onStop(() => scheduler.stop());
  return scheduler;
}

async function fire(
  { schedules }: CloudDefinition,
  name: string,
  scheduledAtMs: number,
  deliver: Deliver,
): Promise<void> {
  const schedule = schedules.find((candidate) => candidate.name === name);
  if (!schedule) throw new LocalCloudError(`No stack declares a schedule "${name}".`);
  const run = { scheduleArn: schedule.arn, scheduledAtMs, executionId: randomUUID(), attemptNumber: 1 };
  await deliver(schedule.targetArn, fillContextAttributes(schedule.input, run), schedule);
}

/** What a schedule's role needs for its target. */
const targetAction = (targetArn: string): string =>
  targetArn.startsWith('arn:aws:sqs:') ? 'sqs:SendMessage' : 'lambda:InvokeFunction';

/** The sweep counts minutes; reports have a time of day. */
const isRate = ({ expression }: ScheduleDefinition): boolean => expression.startsWith('rate(');

function webhookUrlOf(urls: ReadonlyMap<string, string>): string {
  const [url, ...others] = urls.values();
  if (url !== undefined && others.length === 0) return url;
  throw new LocalCloudError(`Expected one function with a public URL, the bot; the stacks declare ${urls.size}.`);
}
