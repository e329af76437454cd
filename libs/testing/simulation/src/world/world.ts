import { type UsageRecord } from '@pulso/contracts/usage-metrics';
import { type ReportSchedule } from '@pulso/domain/fan-in';
import { dayMs } from '@pulso/kit/time';
import { type ParameterStore } from '@pulso/world/mail-and-parameters';

import { type Alarms } from '../alarms/alarms';
import { type Insights } from '../aws/insights';
import { Kernel } from '../kernel/kernel';
import { type LambdaFunction } from '../lambda/lambda-function';
import { type Posts } from '../destinations/posts';
import { type SimulatedService } from '../services/clients';
import { type SimulatedQueue } from '../sqs/simulated-queue';
import { type RefusedCall, type Telegram } from '../destinations/telegram';
import { type ExpectedDestination } from './expected-run';
import { drawPeriod, FaultMix, type FaultPeriod } from './fault-mix';
import { drawFeatures, type Features, lastSweepMsOf, type PostPlace, windowMsOf } from './features';
import { HistoryBook } from './history-book';
import { LateRecordsBook } from './late-records';
import { type AskedQuery, Ledger } from './ledger';
import { MessageBook } from './message-book';
import { NotificationBook } from './notification-book';
import { Presses } from './presses';
import { countIn, emptyStatistics } from './statistics';
import { createTables, type Tables } from './tables';
import { Trace } from './trace';
import { type WorldOptions } from './world-options';

/** 2026-11-25, a quarter of an hour before the report. */
export const worldStartMs = Date.parse('2026-11-25T12:15:00Z');

/** A supergroup or channel, and a group that may become one. */
export const channelChatIds = ['-1001111111111', '-2222222'] as const;

/** Faults with which a call to Telegram has no effect. */
const knownNotToHappen: ReadonlySet<string> = new Set(['throttle', 'refuse', 'reject']);

/** The schedule of the sweep. */
export interface Sweeps {
  /** Sweeps that it has asked for. */
  sentCount: number;
  /** Called at each write to the runs table, which may need a sweep. */
  readonly onWrite: () => void;
}

/** One AWS account, one Telegram bot, and everything that both do to the system. */
export class World {
  readonly options: WorldOptions;
  readonly seed: number;
  readonly queryCount: number;
  readonly kernel: Kernel;
  /** What it has besides one report in chats. */
  readonly features: Features;
  /** Length of the report's window, ms. */
  readonly windowMs: number;
  /** When its faults strike. */
  readonly faultPeriod: FaultPeriod;
  readonly mix: FaultMix;
  /** Where scheduled and manual reports go. */
  readonly channels: readonly string[];
  /** Whether every function begins with idle processes, as in half of the worlds; the others begin cold. */
  readonly isWarm: boolean;

  // The models, which `createWorld` sets.
  alarms!: Alarms;
  telegram!: Telegram;
  posts!: Posts;
  parameters!: ParameterStore;
  insights!: Insights;
  readonly tables: Tables;
  functions!: Readonly<Record<SimulatedService, LambdaFunction>>;
  queues!: readonly [queryJobs: SimulatedQueue, runEvents: SimulatedQueue, reportUpdates: SimulatedQueue];
  sweeps!: Sweeps;
  /** The aggregator's configuration: its report's schedule, if it has one. */
  readonly schedules: ReportSchedule[] = [];

  // The books record what happens, for the rules to read.
  readonly statistics = emptyStatistics();
  readonly ledger: Ledger;
  readonly messages: MessageBook;
  readonly history: HistoryBook;
  readonly presses: Presses;
  readonly news: NotificationBook;
  readonly lateRecords: LateRecordsBook;
  readonly usageRecords: UsageRecord[] = [];
  /** Each step, if the world is recorded. */
  readonly trace = new Trace();
  callCount = 0;
  /** Faults that may cost an answer or time, in order. */
  readonly faults: { readonly kind: string; readonly target: string | undefined }[] = [];
  /** Faults by function: after each, the function may not know what it has done. */
  readonly #struck: Record<string, number> = {};
  /** Requests of the dispatcher of which a queue refused entries. */
  refusedBatchCount = 0;
  /** Updates that people sent. */
  updateCount = 0;
  /** Messages of the guest that were sent, and the calls with them that the bot answered with 200. */
  guestMessageCount = 0;
  acceptedMessageCount = 0;
  /** Messages that the bot has posted where a report goes. */
  placeholderCount = 0;
  /** Messages that the bot has posted elsewhere: in the group in which the owner has asked. */
  pointerCount = 0;

  constructor(options: WorldOptions) {
    const { seed, queryCount, faults, record, lastingMs } = options;
    this.options = options;
    this.seed = seed;
    this.queryCount = queryCount;
    this.kernel = new Kernel({ seed, startMs: worldStartMs, record });
    const { draws } = this.kernel;
    this.features = drawFeatures(options, draws);
    this.windowMs = windowMsOf(this.features);
    // A certain fault never ends.
    const isSteady = faults.rules.some(({ probability }) => probability === 1);
    const lastSweepMs = isSteady ? Infinity : lastSweepMsOf(worldStartMs, this.features);
    this.faultPeriod = drawPeriod(draws, { startMs: worldStartMs, lastSweepMs }, lastingMs);
    this.mix = new FaultMix(faults, draws, { period: this.faultPeriod, nowMs: () => this.kernel.nowMs });
    this.channels = draws.of('channels').chance(0.5) ? channelChatIds : channelChatIds.slice(0, 1);
    this.isWarm = draws.of('warmth').chance(0.5);
    this.tables = createTables(this.kernel, this.mix);
    this.ledger = new Ledger(this.kernel, this.windowMs);
    this.messages = new MessageBook(this);
    this.lateRecords = new LateRecordsBook(this);
    this.history = new HistoryBook(this);
    this.presses = new Presses(this);
    this.news = new NotificationBook(this);
  }

  readonly queueNamed = (name: string): SimulatedQueue => {
    const queue = this.queues.find((candidate) => candidate.name === name);
    if (!queue) throw new Error(`No queue ${name} in this world.`);
    return queue;
  };

  /** Counts a fault, and notes its time: the runs that it may strike get longer for their reports. */
  countFault(kind: string, place?: string, target?: string): void {
    countIn(this.statistics.faults, kind);
    this.faults.push({ kind, target });
    // Calls that Telegram refuses certainly had no effect.
    const isKnown = target?.startsWith('telegram.') === true && knownNotToHappen.has(kind);
    if (place !== undefined && !isKnown) countIn(this.#struck, place);
    if (place === undefined || place === 'aggregator' || place === 'notifier') {
      for (const run of this.ledger.runs) run.faultTimesMs.push(this.kernel.nowMs);
    }
  }

  /** @returns The number of faults after which a function may not know what it has done. */
  struckCount(functionName: string): number {
    return this.#struck[functionName] ?? 0;
  }

  /**
   * @param target - Absent: any.
   * @returns How many calls were refused for good, which no retry mends; 0 for a persistent fault: other rules judge what
   *   is missing then.
   */
  refusedCount(target?: string): number {
    if (this.options.lastingMs !== undefined) return 0;
    return this.faults.filter((fault) => fault.kind === 'reject' && (!target || fault.target === target)).length;
  }

  /** The same calls, for one chat. */
  refusedIn(chatId: string): readonly RefusedCall[] {
    return this.options.lastingMs === undefined ? this.telegram.refusedIn(chatId) : [];
  }

  onStartQuery = (asked: AskedQuery): void => {
    this.ledger.onStartQuery(asked);
    this.messages.onStart(asked.queryString, asked.endTimeSeconds);
  };

  /** Whether nothing can be shown there anymore. */
  isGone({ place, kind }: Pick<ExpectedDestination, 'place' | 'kind'>): boolean {
    return kind === 'chat' ? this.telegram.isGone(place) : this.posts.gone.has(place as PostPlace);
  }

  /** Whether reports requested at this time are of the later version. */
  isChangedAt(triggeredAtMs: number): boolean {
    const { changesOnDay } = this.features;
    return changesOnDay !== undefined && triggeredAtMs >= worldStartMs + changesOnDay * dayMs - dayMs / 4;
  }
}
