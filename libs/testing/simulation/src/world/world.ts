import { type Service, services } from '@pulso/contracts/naming';
import { queryJobsDelivery } from '@pulso/contracts/query-jobs';
import { reportUpdatesDelivery } from '@pulso/contracts/report-updates';
import { runEventsDelivery } from '@pulso/contracts/run-events';
import { type RunRequest } from '@pulso/contracts/run-requests';
import { type LogFields } from '@pulso/logging';
import { type SeededRandom } from '@pulso/seeded-random';

import { Insights, bytesPerQuery } from '../aws/insights';
import { checkCounter } from '../invariants/check-counter';
import { checkChart } from '../invariants/check-chart';
import { checkHistory } from '../invariants/check-history';
import { checkLog } from '../invariants/check-log';
import { checkPosted } from '../invariants/check-posted';
import { placeholderText } from '../invariants/check-placeholders';
import { checkShown } from '../invariants/check-shown';
import { isAtRest } from '../invariants/is-at-rest';
import { Kernel } from '../kernel/kernel';
import { type CallFault, type FaultChance, type FaultOfCall, drawFault } from '../lambda/call-faults';
import { Environment, type EnvironmentWatcher } from '../lambda/environment';
import { LambdaFunction } from '../lambda/lambda-function';
import { type Operation } from '../lambda/operation';
import { type Compose } from '../services/clients';
import { composeBot } from '../services/compose-bot';
import { composeNotifier } from '../services/compose-notifier';
import { composeAggregator, composeDispatcher, composeQueryWorker } from '../services/compose-report-services';
import { Posts } from '../posts/posts';
import { mailAddress, names } from '../services/names';
import { EventSourceMapping } from '../sqs/event-source-mapping';
import { Queue, type QueueOptions } from '../sqs/queue';
import { type BotApiReply, Telegram } from '../telegram/telegram';
import { answerOf, catalogueOf } from './catalogue';
import { clientsOf } from './clients-of';
import { FaultMix } from './fault-mix';
import { type Features, type PostPlace, drawFeatures } from './features';
import { HistoryBook } from './history-book';
import { latencies } from './latencies';
import { type AskedQuery, type ExpectedDestination, Ledger } from './ledger';
import { Presses } from './presses';
import { QueryStarts } from './query-starts';
import { createQueueWatcher } from './queue-watcher';
import { type Statistics, countErrorLine, countIn, emptyStatistics } from './statistics';
import { Sweeps } from './sweeps';
import { type Tables, createTables } from './tables';
import { triggeredAtMsOf } from './triggered-at';
import { unknownKind } from './unknown-kind';
import { WaitingCopies } from './waiting-copies';
import { type WorldOptions } from './world-options';

/** 2026-11-25, a quarter of an hour before the report. */
export const worldStartMs = Date.parse('2026-11-25T12:15:00Z');

/** A supergroup or channel, and a group that may become one. */
export const channelChatIds = ['-1001111111111', '-2222222'] as const;

const dayMs = 24 * 3_600_000;

const postDestinations = {
  'email:owners': { type: 'email', name: 'owners', addresses: [mailAddress] },
  'webhook:owners': { type: 'webhook', name: 'owners', format: 'pulso' },
} as const;

/** Of a kind that only a later version of the notifier knows. */
const unknownDestination = { type: unknownKind, name: 'loft' } as const;

/** One AWS account, one Telegram bot, and everything that both do to the system. */
export class World {
  readonly kernel: Kernel;
  readonly mix: FaultMix;
  readonly ledger: Ledger;
  readonly statistics: Statistics = emptyStatistics();
  readonly telegram: Telegram;
  readonly posts: Posts;
  /** What it has besides one report in chats. */
  readonly features: Features;
  readonly history: HistoryBook;
  readonly presses: Presses;
  readonly insights: Insights;
  readonly tables: Tables;
  readonly queues: readonly [queryJobs: Queue, runEvents: Queue, reportUpdates: Queue];
  readonly functions: Readonly<Record<Service, LambdaFunction>>;
  readonly options: WorldOptions;
  readonly seed: number;
  readonly queryCount: number;
  /** Where scheduled and manual reports go. */
  readonly channels: readonly string[];
  readonly queryStarts: QueryStarts;
  readonly sweeps: Sweeps;
  readonly waitingCopies: WaitingCopies;
  /** Usage records by update id. */
  readonly usageRecords: number[] = [];
  /** Whether every function has processes that wait for work: half of the worlds begin like that, the others cold. */
  readonly isWarm: boolean;
  callCount = 0;
  /** Faults that may cost an answer or time, in their order. */
  readonly faults: { readonly kind: string; readonly target: string | undefined }[] = [];
  /** Faults by the function that they struck: each may have cost it the knowledge of what it has done. */
  readonly #struck: Record<string, number> = {};
  /** What the owner has sent. */
  updateCount = 0;
  /** Webhook calls that the bot has answered with 200. */
  acceptedUpdateCount = 0;
  /** When an alarm last said that a run has not begun, epoch ms. */
  lastStartAlarmAtMs = -Infinity;
  /** Messages that the bot has posted where a report goes. */
  placeholderCount = 0;
  /** Messages that the bot has posted elsewhere: in the group in which the owner has asked. */
  pointerCount = 0;
  /** Every line is looked at in some of the worlds, since looking costs more than logging. */
  readonly #readsLogs: boolean;
  readonly #queueWatcher = createQueueWatcher(this);
  #environmentCount = 0;
  #tokenCount = 0;
  readonly #script: ReadonlyMap<number, CallFault> | undefined;
  readonly #chances = new Map<
    string,
    Map<Operation, { readonly chances: FaultChance[]; readonly draw: SeededRandom }>
  >();

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
    this.waitingCopies = new WaitingCopies(this);
    this.features = drawFeatures(options, this.kernel.draws);
    this.history = new HistoryBook(this);
    this.presses = new Presses(this);
    this.telegram = new Telegram(this.kernel, {
      onShown: (message, isNew) => checkShown(this, message, isNew),
      onPhoto: (photo, isNew) => checkChart(this, photo, isNew),
    });
    this.posts = new Posts(this.kernel, (arrived, addressedTo) => checkPosted(this, arrived, addressedTo));
    channelChatIds.forEach((chatId) => this.telegram.addChat(chatId));
    this.insights = new Insights({
      kernel: this.kernel,
      faults: this.mix.ofInsights(),
      latencyMs: latencies['insights query'],
      answerOf,
      watcher: {
        onQueryFault: (kind) => this.countFault(kind),
        onCall: (operation, isThrottled) => this.#onInsightsCall(operation, isThrottled),
        onComplete: (windowEndMs) => this.#onComplete(windowEndMs),
      },
    });
    this.channels = this.kernel.draws.of('channels').chance(0.5) ? channelChatIds : channelChatIds.slice(0, 1);
    this.tables = createTables(this.kernel, this.mix);
    this.functions = this.#createFunctions();
    const { 'query-worker': queryWorker, aggregator, notifier } = this.functions;
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
    this.history.onWrite(input);
    this.sweeps.onWrite();
  }

  onStartQuery = (asked: AskedQuery): void => {
    this.ledger.onStartQuery(asked);
    this.queryStarts.onStart(asked.queryString, asked.endTimeSeconds);
  };

  onSend(functionName: string, text: string, reply: BotApiReply): BotApiReply {
    if (functionName !== 'bot' || !reply.body.ok) return reply;
    if (text.includes(placeholderText)) this.placeholderCount += 1;
    else this.pointerCount += 1;
    return reply;
  }

  /** A report update was accepted by its queue. */
  onReportUpdate(body: string): void {
    if (body.includes('"type":"report-update"')) checkHistory(this, JSON.parse(body));
  }

  /** Whether nothing can be shown there any more. */
  isGone({ place, kind }: Pick<ExpectedDestination, 'place' | 'kind'>): boolean {
    return kind === 'chat' ? this.telegram.isGone(place) : this.posts.isGone(place as PostPlace);
  }

  /** Whether reports that were asked for at this time are of the later version. */
  isChangedAt(triggeredAtMs: number): boolean {
    const { changesOnDay } = this.features;
    return changesOnDay !== undefined && triggeredAtMs >= worldStartMs + changesOnDay * dayMs - dayMs / 4;
  }

  /** As many processes as the queues let work at the same time. */
  #warmUp(): void {
    const processCounts: Readonly<Record<Service, number>> = {
      bot: 1,
      dispatcher: 1,
      'query-worker': queryJobsDelivery.maximumConcurrency,
      aggregator: runEventsDelivery.maximumConcurrency,
      notifier: reportUpdatesDelivery.maximumConcurrency,
    };
    for (const service of services) this.functions[service].warmUp(processCounts[service]);
  }

  #onComplete(windowEndMs: number): void {
    for (const run of this.ledger.runs) {
      if (run.windowEndMs === windowEndMs) run.lastCompleteAtMs = this.kernel.nowMs;
    }
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
    const { hasChart, onlyIfAbove, hasUnknownKind, posts } = this.features;
    const settings = {
      botLogGroupName: names.botLogGroup,
      destinations: {
        owners: [
          ...this.channels.map((chatId) => ({ type: 'telegram' as const, chatId, showsProgress: false })),
          ...posts.map((place) => postDestinations[place]),
          ...(hasUnknownKind ? [unknownDestination] : []),
        ],
      },
    };
    const catalogueFor = (payload: unknown) =>
      catalogueOf(this.queryCount, {
        hasChart,
        onlyIfAbove,
        isChanged: this.isChangedAt(triggeredAtMsOf((payload as RunRequest).trigger)),
      });
    const recordUsage = ({ update_id }: { readonly update_id: number }): void => void this.usageRecords.push(update_id);
    return {
      bot: this.#function('bot', 10, composeBot({ newToken, recordUsage })),
      dispatcher: this.#function('dispatcher', 30, composeDispatcher({ catalogueFor, settings })),
      'query-worker': this.#function('query-worker', queryJobsDelivery.functionTimeoutSeconds, composeQueryWorker),
      aggregator: this.#function('aggregator', runEventsDelivery.functionTimeoutSeconds, composeAggregator),
      notifier: this.#function('notifier', reportUpdatesDelivery.functionTimeoutSeconds, composeNotifier(newToken)),
    };
  }

  #function(name: Service, timeoutSeconds: number, compose: Compose): LambdaFunction {
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
    const options: QueueOptions = {
      kernel: this.kernel,
      settings,
      faults: this.mix.ofQueue(settings.queueName),
      deliveryMs: latencies['queue delivery'],
      delayMsOf: (body) => this.options.delayMsOf?.(settings.queueName, body) ?? 0,
      watcher: this.#queueWatcher,
    };
    const queue = new Queue(options);
    new EventSourceMapping(queue, { ...options, invoke: (event, onEnd) => consumer.invoke(event, onEnd) });
    return queue;
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
      if (level === 'error') countErrorLine(this.statistics, event);
      if (event === 'scheduled-run-missing' || event === 'run-not-started') this.lastStartAlarmAtMs = this.kernel.nowMs;
      if (this.#readsLogs) checkLog(this, event, fields);
      if (event === 'pause-not-stored') this.telegram.forgetTheNews();
      const { kernel } = this;
      if (kernel.isRecording && level !== 'info') {
        kernel.note(`${environment.functionName}#${environment.number} logs ${event} ${JSON.stringify(fields)}`);
      }
    },
  };

  isAtRest(): boolean {
    return isAtRest(this);
  }

  /** What the fault-free run of this world would have read. */
  get bytesNeeded(): number {
    return bytesPerQuery * this.queryCount;
  }
}
