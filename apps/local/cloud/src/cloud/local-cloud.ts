import { type StoredReport } from '@pulso/adapters/dynamodb';
import { type AccessControl, type BotApiServer, type SqsService, type StartedQuery } from '@pulso/local/gateway';
import { type LogStore, type StoredLogEvent } from '@pulso/world/logs';
import { type AlarmStatus, type MetricValue } from '@pulso/world/alarms';
import { type LocalClock } from '@pulso/world/time';
import { type ConversationMessage } from '@pulso/world/telegram';
import { type CloudDefinition } from '@pulso/world/stacks';

import { type AlarmChange } from '../alarms/alarm-change';
import { type InjectedFault, type PlannedFaults, type SwitchableFaults } from '../faults/inject-faults';
import { type WebhookCall } from '../posted/webhooks';
import { type ClientSettings } from './administrator';
import { type CloudObserver, type SentMail } from './cloud-observer';
import { type FunctionFigures } from './function-figures';
import { type FiringSchedules } from './start-functions';

/** Where AWS's services, the Bot API, the bot's function URL and the page for the browser listen; absent: a free port. */
export type Ports = Readonly<Partial<Record<'aws' | 'telegram' | 'webhook' | 'console', number>>>;

export interface LocalCloudOptions {
  /** What the clock shows at the start, epoch ms; default: the real time. */
  readonly startMs?: number;
  readonly schedules: FiringSchedules;
  /** Whose stacks to run, default `local`; they must have been synthesized. */
  readonly stage?: string;
  /** Default: free ones. */
  readonly ports?: Ports;
  /** What shall go wrong at first; absent: nothing. */
  readonly faults?: PlannedFaults | undefined;
  /** Told what happens, each everything. */
  readonly observers?: readonly Partial<CloudObserver>[];
  /** Whether Telegram refuses what the bot sends too fast, default off. */
  readonly floodControl?: 'on' | 'off' | undefined;
  /** Whether the policies of the stacks decide what functions may do, default true; false is for debugging. */
  readonly enforcesIam?: boolean | undefined;
  /** Where the synthesized stacks are, default `dist/tf/local`. */
  readonly stackFolder?: string | undefined;
}

/** A running local cloud. */
export interface LocalCloud {
  readonly stage: string;
  readonly clock: LocalClock;
  readonly definition: CloudDefinition;
  /** For AWS SDK clients that may do everything. */
  readonly settings: ClientSettings;
  readonly botApi: BotApiServer;
  /** The log groups of all functions. */
  readonly logStore: LogStore;
  readonly botToken: string;
  readonly webhookUrl: string;
  /** Where e-mail is kept. */
  readonly mailFolder: string;
  /** What an update must bring in the header `X-Telegram-Bot-Api-Secret-Token`, as this run starts. */
  readonly webhookSecret: string;
  /** Fires a schedule by hand, as if it were due at `scheduledMs`; resolves when its target has taken the event. */
  fireSchedule(name: string, scheduledMs: number): Promise<void>;
  /** Lets the schedules that fire by hand alone fire by themselves too from now on. To be called once. */
  startSchedules(): void;
  /** @returns When a schedule is due next, epoch ms; undefined: it fires by hand alone, or not at all. */
  nextRunMs(scheduleName: string): number | undefined;
  /** What lies in the queues. */
  readonly queues: Pick<SqsService, 'peek' | 'sendBack'>;
  /** What a function has done in this run. */
  figuresOf(functionName: string): FunctionFigures;
  /** @returns How many invocations of a function are under way. */
  runningCount(functionName: string): number;
  /** Which faults are injected; another plan holds from the next call, message and invocation on. */
  readonly faultPlan: Pick<SwitchableFaults, 'plan' | 'planned'>;
  /** Lets Logs Insights end the queries of this kind as Failed. */
  failQueries(which: (query: StartedQuery) => boolean): void;
  /** Lets Logs Insights run the queries of this kind for longer than any report waits. */
  holdQueries(which: (query: StartedQuery) => boolean): void;
  /** @returns The run as it is stored, undefined before it is opened. */
  readReport(runId: string): Promise<StoredReport | undefined>;
  /** What the bot has sent to the chats that get reports, oldest first. */
  reportMessages(): readonly ConversationMessage[];
  /** The texts of those, as a person sees them. */
  deliveredReports(): string[];
  /** Mails that were sent in this run, oldest first. */
  mails(): readonly SentMail[];
  /** What the webhooks of the stage were called with in this run, oldest first. */
  webhookCalls(): readonly WebhookCall[];
  /** Defects of the local cloud itself that have shown so far. */
  readonly faults: readonly unknown[];
  /** Faults that were injected on purpose so far, oldest first. */
  readonly injected: readonly InjectedFault[];
  /** How the alarms of the stacks are now, by name. */
  alarms(): readonly AlarmStatus[];
  /** Alarms that began to ring so far, and that were over, oldest first. */
  readonly alarmChanges: readonly AlarmChange[];
  /** Puts a value into CloudWatch as a service of AWS would, for what can't be brought about. */
  putMetric(value: MetricValue): void;
  /** What was denied, and what was granted in vain; undefined when the policies are not enforced. */
  readonly access: Pick<AccessControl, 'denials' | 'unusedGrants' | 'usedGrants'> | undefined;
  /** All log events of all functions. */
  logEvents(): Iterable<StoredLogEvent>;
  /**
   * Replaces files in the package of a function, from its next event on; everything else stays as it is.
   *
   * @returns False when the function runs this code already.
   */
  updateCode(functionName: string, files: ReadonlyMap<string, Uint8Array>): boolean;
  stop(): Promise<void>;
}
