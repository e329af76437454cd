import { type AccessControl, type LocalService, type LogStore, type SqsService } from '@pulso/local/aws';
import { type LocalClock } from '@pulso/world/time';
import {
  type AsynchronousEvent,
  type FunctionRuntime,
  type FunctionRuntimeOptions,
  type InvocationFault,
  type InvocationRecord,
  type InvocationStart,
  createAsynchronousInvoker,
  createFunctionRuntime,
  createLambdaService,
  createSchedulerService,
  startEventSourceMappings,
  startFunctionUrls,
} from '@pulso/local/lambda';
import { type CloudDefinition } from '@pulso/world/stacks';

import { type ServiceMetrics } from '../alarms/service-metrics';
import { LocalCloudError } from '../errors';
import { appendLogsAs, queueAccessOf, sendFailureAs, checkDeployment } from './access';
import { listenAt, type OnStop } from './start-part';
import { type FiringSchedules, type Schedules, startSchedules } from './start-schedules';

/** @returns undefined: nothing goes wrong. */
export type InvocationFaultFor = (functionName: string) => InvocationFault | undefined;

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

interface Functions extends Schedules {
  /** The APIs of Lambda and of the Scheduler, for the gateway. */
  readonly services: readonly LocalService[];
  readonly webhookUrl: string;
  readonly updateCode: FunctionRuntime['updateCode'];
  readonly runningCount: FunctionRuntime['runningCount'];
}

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
      runtime,
      clock,
      onAnswer: metrics.onAnswer,
      onFault,
      port,
      ...(access && { mayCall: access.mayCallUrl }),
    }),
  );
  onStop(stop);
  const schedules = startSchedules(definition, { ...options, asynchronousInvoker: invoker, send }, onStop);

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
    ...schedules,
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

function webhookUrlOf(urls: ReadonlyMap<string, string>): string {
  const [url, ...others] = urls.values();
  if (url !== undefined && others.length === 0) return url;
  throw new LocalCloudError(`Expected one function with a public URL, the bot; the stacks declare ${urls.size}.`);
}
