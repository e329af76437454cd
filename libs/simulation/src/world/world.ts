import { type FaultPlan } from '@pulso/fault-plans';
import { queryJobsDelivery } from '@pulso/contracts/query-jobs';
import { reportUpdatesDelivery } from '@pulso/contracts/report-updates';
import { runEventsDelivery } from '@pulso/contracts/run-events';
import { type LogFields } from '@pulso/logging';

import { Insights, bytesPerQuery } from '../aws/insights';
import { createScheduleWatch } from '@pulso/adapters/dynamodb-runs';
import { createSimulatedDynamoDb } from '../dynamodb';
import { checkCounter } from '../invariants/check-counter';
import { checkLog } from '../invariants/check-log';
import { checkShown } from '../invariants/check-shown';
import { isAtRest } from '../invariants/is-at-rest';
import { type Draw } from '../kernel/draws';
import { Kernel } from '../kernel/kernel';
import { type CallFault, type FaultChance, type FaultOfCall, drawFault } from '../lambda/call-faults';
import { Environment, type EnvironmentWatcher } from '../lambda/environment';
import { LambdaFunction } from '../lambda/lambda-function';
import { type Operation } from '../lambda/operation';
import { type Compose } from '../services/clients';
import { composeBot } from '../services/compose-bot';
import { composeNotifier } from '../services/compose-notifier';
import { composeAggregator, composeDispatcher, composeQueryWorker } from '../services/compose-report-services';
import { names } from '../services/names';
import { Queue, type QueueWatcher } from '../sqs/queue';
import { readReport } from '../telegram/read-report';
import { type BotApiReply, Telegram } from '../telegram/telegram';
import { answerOf, catalogueOf } from './catalogue';
import { clientsOf } from './clients-of';
import { FaultMix } from './fault-mix';
import { latencies } from './latencies';
import { type AskedQuery, Ledger } from './ledger';
import { QueryStarts } from './query-starts';
import { redriveAfterMs } from './redrive';
import { type Statistics, countIn, emptyStatistics } from './statistics';
import { Sweeps } from './sweeps';
import { type Tables, createTables } from './tables';

/** @param isKnown - The caller knows what became of the call. @param isFine - It was done. */
export type OnTelegramAnswer = (isKnown: boolean, isFine: boolean) => void;

/** What asks for a report: its schedule, somebody in a chat, an operator. */
export type Trigger = 'schedule' | 'chat' | 'manual';

export interface WorldOptions {
  readonly seed: number;
  readonly queryCount: number;
  readonly faults: FaultPlan;
  /** What asks for reports, instead of what the seed draws: this and nothing else. */
  readonly trigger?: Trigger | readonly Trigger[] | undefined;
  /** A fault per call by its number, besides the plan's. */
  readonly script?: ReadonlyMap<number, CallFault> | undefined;
  /** How much longer a message stays in its queue, ms, besides the plan's delays. */
  readonly delayMsOf?: ((queueName: string, body: string) => number) | undefined;
  /** After so many events a world is said to have no end; absent: {@link runWorlds} has a limit. */
  readonly maxEventCount?: number | undefined;
  /** Receives the lines of the trace. */
  readonly record?: ((line: string) => void) | undefined;
}

/** 2026-11-25, a quarter of an hour before the report. */
export const worldStartMs = Date.parse('2026-11-25T12:15:00Z');

/** A supergroup or channel, and a group that may become one. */
export const channelChatIds = ['-1001111111111', '-2222222'] as const;

/** One AWS account, one Telegram bot, and everything that both do to the system. */
export class World {
  readonly kernel: Kernel;
  readonly mix: FaultMix;
  readonly ledger: Ledger;
  readonly statistics: Statistics = emptyStatistics();
  readonly telegram: Telegram;
  readonly insights: Insights;
  readonly tables: Tables;
  readonly queues: readonly [queryJobs: Queue, runEvents: Queue, reportUpdates: Queue];
  readonly functions: Readonly<
    Record<'bot' | 'dispatcher' | 'queryWorker' | 'aggregator' | 'notifier', LambdaFunction>
  >;
  readonly options: WorldOptions;
  readonly seed: number;
  readonly queryCount: number;
  /** Where scheduled and manual reports go. */
  readonly channels: readonly string[];
  readonly queryStarts: QueryStarts;
  readonly sweeps: Sweeps;
  /** Usage records by update id. */
  readonly usageRecords: number[] = [];
  /** Whether every function has processes that wait for work: half of the worlds begin like that, the others cold. */
  readonly isWarm: boolean;
  callCount = 0;
  /** Faults that may cost an answer or time, in their order. */
  readonly faults: { readonly kind: string; readonly target: string | undefined }[] = [];
  /** Faults by the function that they struck: each may have cost it the knowledge of what it has done. */
  readonly #struck: Record<string, number> = {};
  /** Webhook calls that the bot has answered with 200. */
  acceptedUpdateCount = 0;
  /** Messages that the bot has posted. */
  placeholderCount = 0;
  /** Every line is looked at in some of the worlds, since looking costs more than logging. */
  readonly #readsLogs: boolean;
  #environmentCount = 0;
  #tokenCount = 0;
  readonly #redriving = new Set<string>();
  readonly #script: ReadonlyMap<number, CallFault> | undefined;
  readonly #chances = new Map<string, Map<Operation, { readonly chances: FaultChance[]; readonly draw: Draw }>>();

  constructor(options: WorldOptions) {
    const { seed, queryCount, faults, script, record } = options;
    this.options = options;
    this.seed = seed;
    this.queryCount = queryCount;
    this.#script = script;
    this.kernel = new Kernel({ seed, startMs: worldStartMs, record });
    this.mix = new FaultMix(faults, this.kernel.draws);
    this.ledger = new Ledger(this.kernel);
    this.queryStarts = new QueryStarts(this.ledger);
    this.telegram = new Telegram(this.kernel, {
      onShown: (message, isNew) => checkShown(this, message, isNew),
    });
    channelChatIds.forEach((chatId) => this.telegram.addChat(chatId));
    this.insights = new Insights({
      kernel: this.kernel,
      faults: this.mix.ofInsights(),
      latencyMs: latencies['insights query'],
      answerOf,
      watcher: {
        onQueryFault: (kind) => this.countFault(kind),
        onCall: (operation, isThrottled) => this.#onInsightsCall(operation, isThrottled),
        onComplete: () => this.#onComplete(),
      },
    });
    this.channels = this.kernel.draws.of('channels').chance(0.5) ? channelChatIds : channelChatIds.slice(0, 1);
    this.tables = createTables(this.kernel, this.mix);
    this.functions = this.#createFunctions();
    const { queryWorker, aggregator, notifier } = this.functions;
    this.queues = [
      this.#queue(queryJobsDelivery, queryWorker),
      this.#queue(runEventsDelivery, aggregator),
      this.#queue(reportUpdatesDelivery, notifier),
    ];
    this.sweeps = new Sweeps(this);
    this.#readsLogs = this.kernel.draws.of('log reader').chance(0.1);
    this.isWarm = this.kernel.draws.of('warmth').chance(0.5);
    if (this.isWarm) this.#warmUp();
  }

  readonly queueNamed = (name: string): Queue => {
    const queue = this.queues.find((candidate) => candidate.name === name);
    if (!queue) throw new Error(`No queue ${name} in this world.`);
    return queue;
  };

  /** An asynchronous invocation: two more attempts after errors, then the on-failure record. */
  invokeDispatcher(payload: string, attempt = 1): void {
    const { kernel, functions } = this;
    const { dispatcher } = functions;
    const run = this.ledger.runOfRequest(payload);
    if (run) {
      const { trigger } = run.request;
      run.wasTriggered = true;
      if (trigger.type === 'chat') run.placeholderMessageIds.add(placeholderIn(payload));
    }
    kernel.after(attempt === 1 ? 20 : (attempt - 1) * 60_000, () =>
      dispatcher.invoke(JSON.parse(payload), (end) => {
        if (end.status === 'success') {
          if (run) run.wasDispatched = true;
          return;
        }
        if (attempt < 3) return this.invokeDispatcher(payload, attempt + 1);
        if (run) run.wasGivenUp = true;
        if (kernel.isRecording) kernel.note('dispatcher is given up');
        this.queueNamed(names.reportUpdatesQueue).put(failureRecord(payload), 0);
      }),
    );
  }

  /** Something went wrong somewhere: counted, and remembered for the time that the runs may take. */
  countFault(kind: string, place?: string, target?: string, endsInMs = 0): void {
    countIn(this.statistics.faults, kind);
    this.faults.push({ kind, target });
    // What Telegram refuses is known not to have happened.
    const isKnown = target?.startsWith('telegram.') === true && (kind === 'throttle' || kind === 'refuse');
    if (place !== undefined && !isKnown) countIn(this.#struck, place);
    if (place === undefined || place === 'aggregator' || place === 'notifier') {
      for (const run of this.ledger.runs) run.faultTimesMs.push(this.kernel.nowMs + endsInMs);
    }
  }

  /** @returns How many faults may have cost a function the knowledge of what it has done. */
  struckCount(functionName: string): number {
    return this.#struck[functionName] ?? 0;
  }

  onRunsWrite(input: unknown): void {
    checkCounter(this, input);
    this.sweeps.onWrite();
  }

  onStartQuery = (asked: AskedQuery): void => {
    this.ledger.onStartQuery(asked);
    this.queryStarts.onStart(asked.queryString, asked.endTimeSeconds);
  };

  onSend(functionName: string, reply: BotApiReply): BotApiReply {
    if (functionName === 'bot' && reply.body.ok) this.placeholderCount += 1;
    return reply;
  }

  /** @returns Told when the caller knows what became of the call. */
  onTelegramCall(functionName: string, method: string, chatId: string, text: string): OnTelegramAnswer {
    const known = this.ledger.destinationOf(chatId);
    if (!known || functionName !== 'notifier') return () => undefined;
    // A pause is stored as a time by one clock and read by another.
    const clocksAgree = this.mix.chanceOf('clock-skew', functionName) === 0;
    if (clocksAgree && this.telegram.isKnownToBePaused(chatId, functionName)) {
      this.ledger.violate('impatient', `The notifier calls ${chatId} before the time that Telegram has named`);
    }
    const { run, destination } = known;
    if (destination.firstClosedAtMs === undefined && run.lastCompleteAtMs !== undefined) {
      const report = readReport(text);
      if (report?.state === 'complete' && run.fanInMs === undefined) {
        run.fanInMs = this.kernel.nowMs - run.lastCompleteAtMs;
      }
    }
    destination.troubleCount += 1;
    if (method === 'sendMessage') destination.unansweredSendCount += 1;
    return (isKnown, isFine) => {
      if (isFine) destination.troubleCount -= 1;
      if (isKnown && method === 'sendMessage') destination.unansweredSendCount -= 1;
    };
  }

  /** As many processes as the queues let work at the same time. */
  #warmUp(): void {
    const { bot, dispatcher, queryWorker, aggregator, notifier } = this.functions;
    bot.warmUp(1);
    dispatcher.warmUp(1);
    queryWorker.warmUp(queryJobsDelivery.maximumConcurrency);
    aggregator.warmUp(runEventsDelivery.maximumConcurrency);
    notifier.warmUp(reportUpdatesDelivery.maximumConcurrency);
  }

  #onComplete(): void {
    for (const run of this.ledger.runs) run.lastCompleteAtMs = this.kernel.nowMs;
  }

  #onInsightsCall(operation: 'StartQuery' | 'GetQueryResults' | 'StopQuery', isThrottled: boolean): void {
    const { statistics } = this;
    if (operation === 'StartQuery') statistics.startCalls += 1;
    else if (operation === 'GetQueryResults') statistics.pollCalls += 1;
    else statistics.stopCalls += 1;
    if (isThrottled) statistics.throttledCalls += 1;
  }

  readonly #faultOfCall: FaultOfCall = (operation, functionName, index) => {
    const scripted = this.#script?.get(index);
    if (scripted) return scripted;
    let byOperation = this.#chances.get(functionName);
    if (!byOperation) this.#chances.set(functionName, (byOperation = new Map()));
    let chances = byOperation.get(operation);
    if (!chances) {
      const draw = this.kernel.draws.of(`fault/${functionName}/${operation.target}`);
      byOperation.set(operation, (chances = { chances: this.mix.ofCall(operation, functionName), draw }));
    }
    return chances.chances.length === 0 ? undefined : drawFault(chances.chances, chances.draw);
  };

  #createFunctions(): World['functions'] {
    const newToken = (): string => `token-${(this.#tokenCount += 1)}`;
    const settings = {
      botLogGroupName: names.botLogGroup,
      destinations: {
        owners: this.channels.map((chatId) => ({ type: 'telegram' as const, chatId, showsProgress: false })),
      },
    };
    const recordUsage = ({ update_id }: { readonly update_id: number }): void => void this.usageRecords.push(update_id);
    return {
      bot: this.#function('bot', 10, composeBot({ newToken, recordUsage })),
      dispatcher: this.#function(
        'dispatcher',
        30,
        composeDispatcher({ catalogue: catalogueOf(this.queryCount), settings }),
      ),
      queryWorker: this.#function('query-worker', queryJobsDelivery.functionTimeoutSeconds, composeQueryWorker),
      aggregator: this.#function('aggregator', runEventsDelivery.functionTimeoutSeconds, composeAggregator),
      notifier: this.#function('notifier', reportUpdatesDelivery.functionTimeoutSeconds, composeNotifier(newToken)),
    };
  }

  #function(name: string, timeoutSeconds: number, compose: Compose): LambdaFunction {
    const { kernel } = this;
    const skews = kernel.draws.of(`skew/${name}`);
    const skewChance = this.mix.chanceOf('clock-skew', name);
    const longestSkewMs = this.mix.durationOf('clock-skew', name);
    return new LambdaFunction({
      kernel,
      name,
      timeoutMs: timeoutSeconds * 1000,
      warmStartMs: latencies['warm start'],
      coldStartMs: latencies['cold start'],
      createEnvironment: () => {
        const environment = new Environment({
          kernel,
          functionName: name,
          number: (this.#environmentCount += 1),
          skewMs: skews.chance(skewChance) ? skews.between(-longestSkewMs, longestSkewMs) : 0,
          faultOfCall: this.#faultOfCall,
          nextCallIndex: () => this.callCount++,
          watcher: this.#environmentWatcher,
        });
        return { environment, ...compose(environment, clientsOf(environment, this)) };
      },
    });
  }

  #queue(settings: typeof queryJobsDelivery, consumer: LambdaFunction): Queue {
    return new Queue({
      kernel: this.kernel,
      settings,
      faults: this.mix.ofQueue(settings.queueName),
      deliveryMs: latencies['queue delivery'],
      invoke: (event, onEnd) => consumer.invoke(event, onEnd),
      delayMsOf: (body) => this.options.delayMsOf?.(settings.queueName, body) ?? 0,
      watcher: this.#queueWatcher,
    });
  }

  readonly #environmentWatcher: EnvironmentWatcher = {
    onCall: (environment: Environment, operation: Operation, fault: CallFault | undefined) => {
      const { kernel } = this;
      if (fault)
        this.countFault(fault.kind.replace(/-(before|after)$/, ''), environment.functionName, operation.target);
      if (kernel.isRecording) {
        kernel.note(
          `${environment.functionName}#${environment.number} ${operation.target}${fault ? ` ** ${fault.kind} **` : ''}`,
        );
      }
    },
    onLog: (environment: Environment, level: string, event: string, fields: LogFields) => {
      if (level === 'error') countIn(this.statistics.alarms, event);
      if (this.#readsLogs) checkLog(this, event, fields);
      if (event === 'pause-not-stored') this.telegram.forgetTheNews();
      const { kernel } = this;
      if (kernel.isRecording && level !== 'info') {
        kernel.note(`${environment.functionName}#${environment.number} logs ${event} ${JSON.stringify(fields)}`);
      }
    },
  };

  readonly #queueWatcher: QueueWatcher = {
    // What a dead letter holds up, if anything, depends on the queue: see below.
    onQueueFault: (kind, endsInMs) =>
      this.countFault(kind, kind === 'dead-letter' ? 'query-worker' : undefined, undefined, endsInMs),
    onPut: (queueName, body) => {
      if (queueName === names.queryJobsQueue) {
        this.queryStarts.onJob(body);
        this.ledger.onJob(body);
      } else if (queueName === names.runEventsQueue) this.ledger.onRunEvent(body);
    },
    onReceive: (queueName, body, isAgain) => {
      if (isAgain && queueName === names.queryJobsQueue) this.queryStarts.onJob(body);
    },
    onDeadLetter: (queueName, body) => {
      // A run is due whether or not its jobs are done.
      if (queueName !== names.queryJobsQueue) this.ledger.onDeadLetter(body);
      this.statistics.deadLetters += 1;
      if (this.#redriving.has(queueName)) return;
      this.#redriving.add(queueName);
      const [from, to] = redriveAfterMs;
      this.kernel.after(this.kernel.draws.of('operator').between(from, to), () => {
        this.#redriving.delete(queueName);
        if (this.kernel.isRecording) this.kernel.note(`the operator redrives ${queueName}`);
        this.queueNamed(queueName).redrive();
      });
    },
  };

  isAtRest(): boolean {
    return isAtRest(this);
  }

  /** As yesterday's run has left it: the watch expects today's. */
  rememberYesterday(reportId: string, scheduledAtMs: number): void {
    const { runs } = this.tables;
    const client = createSimulatedDynamoDb(async (operation, input) =>
      runs.execute(operation, input, this.kernel.nowMs),
    );
    void createScheduleWatch(client, names.runsTable, { nowMs: () => this.kernel.nowMs }).expectRun({
      reportId,
      scheduledAtMs,
      sweepAtMs: scheduledAtMs + 15 * 60_000,
      expiresAtSeconds: scheduledAtMs / 1000 + 7 * 86_400,
    });
    this.sweeps.onWrite();
  }

  /** What the fault-free run of this world would have read. */
  get bytesNeeded(): number {
    return bytesPerQuery * this.queryCount;
  }
}

const placeholderIn = (payload: string): number => Number(/"messageId":(\d+)/.exec(payload)?.[1] ?? 0);

/** As Lambda writes it to the destination for failures. */
const failureRecord = (payload: string): string =>
  JSON.stringify({
    version: '1.0',
    timestamp: '2026-11-25T12:40:00.000Z',
    requestContext: {
      requestId: 'simulated',
      functionArn: 'arn:aws:lambda:eu-central-1:000000000000:function:dispatcher:$LATEST',
      condition: 'RetriesExhausted',
      approximateInvokeCount: 3,
    },
    requestPayload: JSON.parse(payload),
  });
