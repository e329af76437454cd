import { type AccessControl, type CloudWatchService, type LogStore, type SqsService } from '@pulso/local-aws';
import { type LocalClock } from '@pulso/local-clock';

import { type PlannedFaults } from '../faults/inject-faults';
import { type WebhookReceiver } from '../posted/start-webhook-receiver';
import { type Ports } from '../start/parse-ports';
import { type OpenState } from '../state/open-state';
import { type CloudObserver } from './cloud-observer';
import { type LocalCloud } from './local-cloud';
import { type LocalSecrets } from './prepare-bot';
import { type InvocationFaultFor } from './start-functions';
import { type FiringSchedules } from './start-schedules';

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

/** What a started local cloud hands on as it is; see there. */
type PassedOn =
  | 'botApi'
  | 'definition'
  | 'failQueries'
  | 'fanInOverhead'
  | 'figuresOf'
  | 'fireSchedule'
  | 'holdQueries'
  | 'mailFolder'
  | 'nextRunMs'
  | 'runningCount'
  | 'settings'
  | 'startSchedules'
  | 'updateCode'
  | 'webhookUrl';

export interface StartedServices extends Pick<LocalCloud, PassedOn> {
  readonly secrets: LocalSecrets;
  readonly logs: LogStore;
  readonly cloudWatch: CloudWatchService;
  readonly sqs: SqsService;
  /** What is made to go wrong. */
  readonly faults: LocalCloud['faultPlan'];
  /** Absent: nothing is enforced. */
  readonly access?: AccessControl | undefined;
  readonly webhooks: WebhookReceiver;
  readonly reportChatIds: readonly number[];
}
