import { queryJobsDelivery } from '@pulso/contracts/query-jobs';
import { reportUpdatesDelivery } from '@pulso/contracts/report-updates';
import { runEventsDelivery } from '@pulso/contracts/run-events';
import { type UsageRecord } from '@pulso/contracts/usage-metrics';
import { type ReportSchedule } from '@pulso/domain/fan-in';

import { type Alarms } from '../alarms/alarms';
import { type Insights } from '../aws/insights';
import { Kernel } from '../kernel/kernel';
import { type LambdaFunction } from '../lambda/lambda-function';
import { type Posts } from '../destinations/posts';
import { type SimulatedService, simulatedServices } from '../services/clients';
import { type SimulatedQueue } from '../sqs/simulated-queue';
import { type RefusedCall, type Telegram } from '../destinations/telegram';
import { type ExpectedDestination } from './expected-run';
import { drawPeriod, FaultMix, type FaultPeriod } from './fault-mix';
import { drawFeatures, type Features, type PostPlace, windowMsOf } from './features';
import { HistoryBook } from './history-book';
import { LateRecordsBook } from './late-records';
import { type AskedQuery, Ledger } from './ledger';
import { NewsBook } from './news-book';
import { Presses } from './presses';
import { QueryStarts } from './query-starts';
import { Recounts } from './recounts';
import { countIn, emptyStatistics, type Statistics } from './statistics';
import { lastSweepMsOf, Sweeps } from './sweeps';
import { createTables, type Tables } from './tables';
import { WaitingMessages } from './waiting-messages';
import { type WorldOptions } from './world-options';

/** 2026-11-25, a quarter of an hour before the report. */
export const worldStartMs = Date.parse('2026-11-25T12:15:00Z');

/** A supergroup or channel, and a group that may become one. */
export const channelChatIds = ['-1001111111111', '-2222222'] as const;

const dayMs = 24 * 3_600_000;

/** What a call to Telegram can meet without any effect. */
const knownNotToHappen: ReadonlySet<string> = new Set(['throttle', 'refuse', 'reject']);

/** What a world consists of beside its books, each made when the world has what it needs; and what judges it. */
export interface WorldParts {
  createAlarms(world: World): Alarms;
  createTelegram(world: World): Telegram;
  createPosts(world: World): Posts;
  createInsights(world: World): Insights;
  createFunctions(world: World): World['functions'];
  createQueues(world: World): World['queues'];
  /** Whether everything that was promised by now is delivered. */
  isAtRest(world: World): boolean;
}

/** One AWS account, one Telegram bot, and everything that both do to the system. */
export class World {
  readonly kernel: Kernel;
  /** When its faults strike. */
  readonly faultPeriod: FaultPeriod;
  readonly mix: FaultMix;
  readonly ledger: Ledger;
  readonly statistics: Statistics = emptyStatistics();
  readonly alarms: Alarms;
  readonly telegram: Telegram;
  readonly posts: Posts;
  /** What it has besides one report in chats. */
  readonly features: Features;
  /** Length of the report's window, ms. */
  readonly windowMs: number;
  readonly history: HistoryBook;
  readonly presses: Presses;
  readonly news: NewsBook;
  readonly insights: Insights;
  readonly lateRecords: LateRecordsBook;
  readonly recounts: Recounts;
  readonly tables: Tables;
  readonly queues: readonly [queryJobs: SimulatedQueue, runEvents: SimulatedQueue, reportUpdates: SimulatedQueue];
  readonly functions: Readonly<Record<SimulatedService, LambdaFunction>>;
  readonly options: WorldOptions;
  readonly seed: number;
  readonly queryCount: number;
  /** Where scheduled and manual reports go. */
  readonly channels: readonly string[];
  readonly queryStarts: QueryStarts;
  readonly sweeps: Sweeps;
  /** What the aggregator is configured with: its report's schedule, where there is one. */
  readonly schedules: ReportSchedule[] = [];
  readonly waitingMessages: WaitingMessages;
  readonly usageRecords: UsageRecord[] = [];
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
  acceptedMessageCount = 0;
  /** Messages that the bot has posted where a report goes. */
  placeholderCount = 0;
  /** Messages that the bot has posted elsewhere: in the group in which the owner has asked. */
  pointerCount = 0;
  readonly #parts: WorldParts;

  constructor(options: WorldOptions, parts: WorldParts) {
    this.#parts = parts;
    const { seed, queryCount, faults, record } = options;
    this.options = options;
    this.seed = seed;
    this.queryCount = queryCount;
    this.kernel = new Kernel({ seed, startMs: worldStartMs, record });
    this.features = drawFeatures(options, this.kernel.draws);
    this.windowMs = windowMsOf(this.features);
    // What always happens never ends.
    const isSteady = faults.rules.some(({ probability }) => probability === 1);
    const lastSweepMs = isSteady ? Infinity : lastSweepMsOf(worldStartMs, this.features, this.windowMs);
    this.faultPeriod = drawPeriod(this.kernel.draws, { startMs: worldStartMs, lastSweepMs }, options.lastingMs);
    this.mix = new FaultMix(faults, this.kernel.draws, {
      period: this.faultPeriod,
      nowMs: () => this.kernel.nowMs,
    });
    this.ledger = new Ledger(this.kernel, this.windowMs);
    this.queryStarts = new QueryStarts(this.ledger);
    this.waitingMessages = new WaitingMessages(this);
    this.alarms = parts.createAlarms(this);
    this.history = new HistoryBook(this);
    this.presses = new Presses(this);
    this.telegram = parts.createTelegram(this);
    this.posts = parts.createPosts(this);
    channelChatIds.forEach((chatId) => {
      this.telegram.model.chats.set({ id: Number(chatId), type: chatId.startsWith('-100') ? 'supergroup' : 'group' });
    });
    this.lateRecords = new LateRecordsBook(this);
    this.recounts = new Recounts(this);
    this.insights = parts.createInsights(this);
    this.channels = this.kernel.draws.of('channels').chance(0.5) ? channelChatIds : channelChatIds.slice(0, 1);
    this.tables = createTables(this.kernel, this.mix);
    this.news = new NewsBook(this);
    this.functions = parts.createFunctions(this);
    this.queues = parts.createQueues(this);
    this.sweeps = new Sweeps(this);
    this.isWarm = this.kernel.draws.of('warmth').chance(0.5);
    if (this.isWarm) this.#warmUp();
  }

  readonly queueNamed = (name: string): SimulatedQueue => {
    const queue = this.queues.find((candidate) => candidate.name === name);
    if (!queue) throw new Error(`No queue ${name} in this world.`);
    return queue;
  };

  /** Something went wrong somewhere: counted, and remembered for the time that the runs may take. */
  countFault(kind: string, place?: string, target?: string, endsInMs = 0): void {
    countIn(this.statistics.faults, kind);
    this.faults.push({ kind, target });
    // What Telegram refuses is known not to have happened.
    const isKnown = target?.startsWith('telegram.') === true && knownNotToHappen.has(kind);
    if (place !== undefined && !isKnown) countIn(this.#struck, place);
    if (place === undefined || place === 'aggregator' || place === 'notifier') {
      for (const run of this.ledger.runs) run.faultTimesMs.push(this.kernel.nowMs + endsInMs);
    }
  }

  /** @returns How many faults may have cost a function the knowledge of what it has done. */
  struckCount(functionName: string): number {
    return this.#struck[functionName] ?? 0;
  }

  /**
   * @param target - Absent: any.
   * @returns How many calls were refused for good, which no repetition mends; 0 where the fault stays: what is missing then
   *   is judged by itself.
   */
  refusedCount(target?: string): number {
    if (this.options.lastingMs !== undefined) return 0;
    return this.faults.filter((fault) => fault.kind === 'reject' && (!target || fault.target === target)).length;
  }

  /** The same, each call, for one chat. */
  refusedIn(chatId: string): readonly RefusedCall[] {
    return this.options.lastingMs === undefined ? this.telegram.refusedIn(chatId) : [];
  }

  onStartQuery = (asked: AskedQuery): void => {
    this.ledger.onStartQuery(asked);
    this.queryStarts.onStart(asked.queryString, asked.endTimeSeconds);
  };

  /** Whether nothing can be shown there any more. */
  isGone({ place, kind }: Pick<ExpectedDestination, 'place' | 'kind'>): boolean {
    return kind === 'chat' ? this.telegram.isGone(place) : this.posts.gone.has(place as PostPlace);
  }

  /** Whether reports that were asked for at this time are of the later version. */
  isChangedAt(triggeredAtMs: number): boolean {
    const { changesOnDay } = this.features;
    return changesOnDay !== undefined && triggeredAtMs >= worldStartMs + changesOnDay * dayMs - dayMs / 4;
  }

  /** As many processes as the queues let work at the same time. */
  #warmUp(): void {
    const processCounts: Readonly<Record<SimulatedService, number>> = {
      bot: 1,
      dispatcher: 1,
      'query-worker': queryJobsDelivery.maximumConcurrency,
      aggregator: runEventsDelivery.maximumConcurrency,
      notifier: reportUpdatesDelivery.maximumConcurrency,
    };
    for (const service of simulatedServices) this.functions[service].warmUp(processCounts[service]);
  }

  isAtRest(): boolean {
    return this.#parts.isAtRest(this);
  }
}
