import {
  type AccessControl,
  type CloudWatchService,
  type LogStore,
  type SqsService,
  type StartedQuery,
} from '@pulso/local-aws';
import { type LocalClock } from '@pulso/local-clock';
import { type BotApiServer } from '@pulso/local-telegram';
import { type CloudDefinition } from '@pulso/local-terraform';

import { type PlannedFaults } from '../faults/inject-faults';
import { type SwitchableFaults } from '../faults/switch-faults';
import { type FunctionFigures } from '../figures/function-figures';
import { type WebhookReceiver } from '../posted/start-webhook-receiver';
import { type Ports } from '../start/parse-ports';
import { type OpenState } from '../state/open-state';
import { type ClientSettings } from './administrator';
import { type CloudObserver } from './cloud-observer';
import { type FanInOverhead } from './fan-in-watch';
import { type LocalSecrets } from './prepare-bot';
import { type FiringSchedules, type InvocationFaultFor } from './start-functions';

export interface StartServicesOptions {
  readonly stage: string;
  readonly ports: Ports;
  readonly clock: LocalClock;
  readonly createSecrets: (botId: number) => LocalSecrets;
  readonly schedules: FiringSchedules;
  /** Whether Telegram refuses what the bot sends too fast. */
  readonly floodControl?: 'on' | 'off' | undefined;
  readonly observer: CloudObserver;
  /** Absent: at first nothing is made to go wrong. */
  readonly faults?: PlannedFaults | undefined;
  /** Where what is kept comes from and goes to; absent: nothing outlives this run. */
  readonly state?: OpenState | undefined;
  /** Whether the policies of the stacks decide what functions may do; else everything is allowed. */
  readonly enforcesIam: boolean;
  /** Where the synthesized stacks are. */
  readonly stackFolder?: string | undefined;
  /** Asked for every invocation, before the plan of faults. */
  readonly invocationFaultFor?: InvocationFaultFor | undefined;
}

export interface StartedServices {
  readonly definition: CloudDefinition;
  readonly settings: ClientSettings;
  readonly secrets: LocalSecrets;
  readonly botApi: BotApiServer;
  readonly webhookUrl: string;
  readonly logs: LogStore;
  readonly cloudWatch: CloudWatchService;
  readonly sqs: SqsService;
  /** What is made to go wrong. */
  readonly faults: Pick<SwitchableFaults, 'plan' | 'planned'>;
  /** Absent: nothing is enforced. */
  readonly access?: AccessControl | undefined;
  readonly mailFolder: string;
  readonly webhooks: WebhookReceiver;
  readonly reportChatIds: readonly number[];
  /** See {@link FanInWatch.overheadOf}. */
  fanInOverhead(sinceMs: number): FanInOverhead | undefined;
  failQueries(which: (query: StartedQuery) => boolean): void;
  holdQueries(which: (query: StartedQuery) => boolean): void;
  fireSchedule(name: string, scheduledAtMs: number): Promise<void>;
  startSchedules(): void;
  updateCode(functionName: string, files: ReadonlyMap<string, Uint8Array>): boolean;
  figuresOf(functionName: string): FunctionFigures;
  /** @returns How many invocations of a function are under way. */
  runningCount(functionName: string): number;
  /** @returns When a schedule is due next, epoch ms; undefined: it fires by hand alone, or not at all. */
  nextRunMs(scheduleName: string): number | undefined;
}
