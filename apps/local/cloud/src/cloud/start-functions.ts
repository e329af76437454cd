import { randomUUID } from 'node:crypto';

import { type AccessControl, type SqsService } from '@pulso/local/gateway';
import { type LogStore } from '@pulso/world/logs';
import { type LocalClock } from '@pulso/world/time';
import {
  type AsynchronousEvent,
  type AsynchronousInvoker,
  type FunctionRuntime,
  type FunctionRuntimeOptions,
  type InvocationRecord,
  type InvocationStart,
  createAsynchronousInvoker,
  createFunctionRuntime,
  createLambdaService,
  createSchedulerService,
  queueNameOf,
  startEventSourceMappings,
  startFunctionUrls,
} from '@pulso/local/lambda';
import { fillContextAttributes, type Scheduler, startScheduler } from '@pulso/world/lambda';
import { type CloudDefinition, type ScheduleDefinition } from '@pulso/world/stacks';

import { type ServiceMetrics } from '../alarms/service-metrics';
import { LocalCloudError } from '../errors';
import { appendLogsAs, queueAccessOf, sendFailureAs, checkDeployment } from './access';
import { listenAt, type OnStop } from './start-part';

/** Which schedules fire by themselves. Those of reports else fire by hand alone, and none of them is missed. */
export type FiringSchedules = 'all' | 'sweep-only';

interface FunctionsOptions {
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
  onEvent(event: AsynchronousEvent): void;
  onInvocation(record: InvocationRecord): void;
  onThrottle(functionName: string): void;
  /** Told of what is no invocation. */
  readonly metrics: Pick<ServiceMetrics, 'onAnswer' | 'onDropped' | 'onTargetError'>;
  /** Variables that a function's process gets beyond its own. */
  variablesFor(functionName: string): Readonly<Record<string, string>>;
  /** A defect of the local cloud itself. */
  onFault(error: unknown): void;
}

/** Starts the functions of the stacks and everything that invokes them: calls, queues, URLs, schedules. */
export async function startFunctions(definition: CloudDefinition, options: FunctionsOptions, onStop: OnStop) {
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
    onThrottle: options.onThrottle,
    faultFor: options.faultFor,
  });
  onStop(() => runtime.stop());

  const send = (queueName: string, body: string, sentBy?: string): Promise<unknown> =>
    sqs.send(queueName, { body, ...(sentBy !== undefined && { sentBy }) });
  const sendFailure = sendFailureAs(send, definition, access);
  const invoker = createAsynchronousInvoker({
    runtime,
    clock,
    send: sendFailure,
    onEvent: options.onEvent,
    onDropped: metrics.onDropped,
    onFault,
  });

  consumeQueues(definition, runtime, options, onStop);
  // Before the functions end: that is no failed attempt.
  onStop(() => invoker.stop());
  const { urls, stop } = await listenAt(options.webhookPort, 'webhook', (port) =>
    startFunctionUrls({
      ...{ runtime, clock, onFault, port, onAnswer: metrics.onAnswer },
      ...(access && { mayCall: access.mayCallUrl }),
    }),
  );
  onStop(stop);
  return {
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
    ...startSchedules(definition, options, { asynchronousInvoker: invoker, send }, onStop),
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
      ...{ mappings: [mapping], queues, runtime, clock, onFault },
      queueAccess: queueAccessOf(mapping, sqs, access),
    }),
  );
  // Together: a mapping waits for its batches, and those of killed functions end at once and delete nothing.
  onStop(async () => void (await Promise.all([runtime.stop(), ...started.map((mapping) => mapping.stop())])));
}

/** Who fires schedules by hand does so at any time: the aggregator is told, as on such a stage, that it expects none. */
const expectedReports = (which: FunctionsOptions['schedules']): Readonly<Record<string, string>> =>
  which === 'all' ? {} : { REPORT_SCHEDULES: '{}' };

function webhookUrlOf(urls: ReadonlyMap<string, string>): string {
  const [url, ...others] = urls.values();
  if (url !== undefined && others.length === 0) return url;
  throw new LocalCloudError(`Expected one function with a public URL, the bot; the stacks declare ${urls.size}.`);
}

/** Starts the schedules of the stacks. */
function startSchedules(
  { schedules }: CloudDefinition,
  { clock, schedules: which, access, metrics, onFault }: FunctionsOptions,
  targets: {
    readonly asynchronousInvoker: Pick<AsynchronousInvoker, 'accept'>;
    send(queueName: string, body: string): Promise<unknown>;
  },
  onStop: OnStop,
) {
  const deliver = async (targetArn: string, input: string, schedule: ScheduleDefinition): Promise<void> => {
    const release = clock.hold();
    const isQueue = targetArn.startsWith('arn:aws:sqs:');
    const action = isQueue ? 'sqs:SendMessage' : 'lambda:InvokeFunction';
    try {
      access?.authorizeSchedule(schedule, { action, resource: targetArn });
      // The name of a function stands where that of a queue does.
      const name = queueNameOf(targetArn);
      if (isQueue) await targets.send(name, input);
      else targets.asynchronousInvoker.accept(name, input);
    } catch (error) {
      metrics.onTargetError();
      throw error;
    } finally {
      release();
    }
  };
  const schedulers: Scheduler[] = [];
  const run = (some: readonly ScheduleDefinition[]): void => {
    const scheduler = startScheduler({ schedules: some, clock, newId: randomUUID, deliver, onFault });
    onStop(() => scheduler.stop());
    schedulers.push(scheduler);
  };
  const left = which === 'all' ? [] : schedules.filter((schedule) => !isRate(schedule));
  run(schedules.filter((schedule) => !left.includes(schedule)));
  return {
    nextRunMs: (name: string) =>
      schedulers.map((scheduler) => scheduler.nextRunMs(name)).find((dueMs) => dueMs !== undefined),
    fireSchedule: async (name: string, scheduledAtMs: number): Promise<void> => {
      const schedule = schedules.find((candidate) => candidate.name === name);
      if (!schedule) throw new LocalCloudError(`No stack declares a schedule "${name}".`);
      const fired = { scheduleArn: schedule.arn, scheduledAtMs, executionId: randomUUID(), attemptNumber: 1 };
      await deliver(schedule.targetArn, fillContextAttributes(schedule.input, fired), schedule);
    },
    startSchedules: (): void => run(left),
  };
}

/** The sweep counts minutes; reports have a time of day. */
const isRate = ({ expression }: ScheduleDefinition): boolean => expression.startsWith('rate(');
