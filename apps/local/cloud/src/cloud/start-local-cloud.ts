import { readFileSync } from 'node:fs';

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type StoredReport, createReadStoredReport } from '@pulso/adapters/dynamodb-runs';
import { resourceName } from '@pulso/contracts/naming';
import {
  type AccessControl,
  type AlarmStatus,
  type Denial,
  type LogStore,
  type MetricValue,
  type StartedQuery,
  type StoredLogEvent,
} from '@pulso/local-aws';
import { type LocalClock, createLocalClock, followClock } from '@pulso/local-clock';
import { type BotApiServer, type ConversationMessage } from '@pulso/local-telegram';
import { type CloudDefinition } from '@pulso/local-terraform';

import { type AlarmChange } from '../alarms/alarm-change';
import { type InjectedFault, type PlannedFaults } from '../faults/inject-faults';
import { setWebhookUrls, webhookNames } from '../posted/set-webhook-urls';
import { type WebhookCall } from '../posted/start-webhook-receiver';
import { type OpenState, openState } from '../state/open-state';
import { LocalCloudError } from './errors';
import { type ClientSettings } from './administrator';
import { type FanInOverhead } from './fan-in-watch';
import { createLocalSecrets, setProfile, setSecrets, setWebhook, webhookSecretOf } from './prepare-bot';
import { localStage } from './local-stage';
import { type Ports } from '../start/parse-ports';
import { type TelegramOptions } from '../telegram/start-telegram';
import { type InvocationFaultFor } from './start-functions';
import { startServices } from './start-services';

export interface LocalCloudOptions {
  /** What the clock shows at the start, epoch ms; default: the real time. */
  readonly startMs?: number;
  /** `sweep-only`: schedules of reports fire by hand alone, and none of them is missed. */
  readonly schedules: 'all' | 'sweep-only';
  /** Whose stacks to run, default `local`; they must have been synthesized. */
  readonly stage?: string;
  /** Default: free ones. */
  readonly ports?: Ports;
  /** Told every log event of every function. */
  readonly onLog?: (event: StoredLogEvent) => void;
  /** Absolute: where what the services keep outlives this run; absent: nothing outlives this run. */
  readonly stateFolder?: string;
  /** What shall go wrong; absent: nothing. */
  readonly faults?: PlannedFaults | undefined;
  /** Asked for every invocation, before the plan of faults: what shall go wrong with it. */
  readonly invocationFaultFor?: InvocationFaultFor;
  /** Told each defect of the local cloud itself as it shows. */
  readonly onFault?: (error: unknown) => void;
  /** Told each alarm that begins to ring, and each that is over. */
  readonly onAlarm?: (change: AlarmChange) => void;
  /** Told each fault as it is injected. */
  readonly onInjected?: (fault: InjectedFault) => void;
  /** Told of each mail as it is sent. */
  readonly onMail?: (mail: SentMail) => void;
  /** Told of each call of a webhook of the stage. */
  readonly onWebhookCall?: (call: WebhookCall) => void;
  readonly telegram?: TelegramOptions | undefined;
  /** Whether the policies of the stacks decide what functions may do, default true; false is for debugging. */
  readonly enforcesIam?: boolean | undefined;
  /** Told each denied call, the first time that it is denied. */
  readonly onDenied?: (denial: Denial) => void;
  /** Where the synthesized stacks are, default `dist/tf`. */
  readonly stackFolder?: string | undefined;
}

/** A mail that was sent. */
export interface SentMail {
  /** Its `.eml` file. */
  readonly path: string;
  /** What the file holds: headers and parts as they travel. */
  readonly message: string;
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
  /** What Telegram sends along with every update as this run starts, in the header `X-Telegram-Bot-Api-Secret-Token`. */
  readonly webhookSecret: string;
  /** Fires a schedule by hand, as if it were due at `scheduledMs`; resolves when its target has taken the event. */
  fireSchedule(name: string, scheduledMs: number): Promise<void>;
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
  /**
   * How long the last report took from its last answer to Telegram; undefined when none came. See FanInWatch.
   *
   * @param sinceMs - When its schedule fired, epoch ms.
   */
  fanInOverhead(sinceMs: number): FanInOverhead | undefined;
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

/**
 * Starts the local cloud: everything that the synthesized stacks of the local stage declare, on loopback ports.
 *
 * @throws {LocalCloudError} Stacks or packages are missing, or a port is taken. Run `npm run demo` or `npm start`.
 */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const { stage = localStage } = options;
  const state = options.stateFolder === undefined ? undefined : await openState(options.stateFolder, stage);
  const startMs = startOf(options.startMs, state);
  const clock = createLocalClock(startMs === undefined ? {} : { startMs });
  const unfollow = followClock(clock);
  const faults: unknown[] = [];
  const injected: InjectedFault[] = [];
  const mails: SentMail[] = [];
  const alarmChanges: AlarmChange[] = [];
  const stops: (() => Promise<void> | void)[] = [() => state?.close(), () => clock.stop(), unfollow];
  const stop = async (): Promise<void> => {
    const failures: unknown[] = [];
    for (const step of stops.splice(0).reverse()) {
      // One part that can't stop must not keep the others from it.
      await Promise.resolve()
        .then(step)
        .catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
  };
  try {
    const services = await startServices(
      {
        clock,
        stage,
        ports: options.ports ?? {},
        createSecrets: createLocalSecrets,
        schedules: options.schedules,
        state,
        ...(options.onLog && { onLog: options.onLog }),
        onFault: (error) => {
          faults.push(error);
          options.onFault?.(error);
        },
        onAlarm: (change) => {
          alarmChanges.push(change);
          options.onAlarm?.(change);
        },
        faults: options.faults,
        telegram: options.telegram,
        enforcesIam: options.enforcesIam ?? true,
        onDenied: options.onDenied,
        stackFolder: options.stackFolder,
        invocationFaultFor: options.invocationFaultFor,
        onMail: (path) => {
          const mail = { path, message: readFileSync(path, 'utf8') };
          mails.push(mail);
          options.onMail?.(mail);
        },
        onWebhookCall: (call) => options.onWebhookCall?.(call),
        onInjected: (fault) => {
          injected.push(fault);
          options.onInjected?.(fault);
        },
      },
      (step) => stops.push(step),
    );
    const { definition, settings, secrets, botApi, webhookUrl, logs } = services;
    await setSecrets(stage, secrets, settings);
    const { urlOf } = services.webhooks;
    const names = webhookNames(stage, definition);
    await setWebhookUrls({ stage, names, urlOf, secret: secrets.webhookSecret }, settings);
    const addresses = { functionUrl: webhookUrl, earlier: state?.cloud?.webhookUrl };
    await setWebhook(botApi, secrets, addresses, definition.functions);
    if (!state?.cloud) await setProfile(botApi, secrets.botToken, definition.functions);
    botApi.resume();
    const reportMessages = (): ConversationMessage[] =>
      services.reportChatIds.flatMap((chatId) =>
        botApi.conversation.messagesOf(chatId).filter(({ from }) => from === 'bot'),
      );
    const dynamoDb = new DynamoDBClient(settings);
    stops.push(() => dynamoDb.destroy());
    return {
      stage,
      clock,
      definition,
      settings,
      botApi,
      logStore: logs,
      botToken: secrets.botToken,
      webhookUrl,
      mailFolder: services.mailFolder,
      webhookSecret: await webhookSecretOf(botApi, webhookUrl, stage, settings),
      fireSchedule: services.fireSchedule,
      updateCode: services.updateCode,
      failQueries: services.failQueries,
      holdQueries: services.holdQueries,
      readReport: createReadStoredReport(dynamoDb, resourceName(stage, 'runs'), clock),
      reportMessages,
      deliveredReports: () => reportMessages().map(({ text }) => text),
      mails: () => mails,
      webhookCalls: () => services.webhooks.calls,
      logEvents: () => logs.list().flatMap((group) => [...logs.eventsOf(group)]),
      faults,
      injected,
      alarms: services.cloudWatch.alarms,
      alarmChanges,
      putMetric: services.cloudWatch.putMetric,
      access: services.access,
      fanInOverhead: services.fanInOverhead,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * @returns What the clock shows at the start; undefined: the real time.
 * @throws {LocalCloudError} It would go back behind what the state has seen.
 */
function startOf(wantedMs: number | undefined, state: OpenState | undefined): number | undefined {
  const savedMs = state?.cloud?.clockMs;
  if (savedMs === undefined) return wantedMs;
  if (wantedMs === undefined) return savedMs > Date.now() ? savedMs : undefined;
  if (wantedMs >= savedMs) return wantedMs;
  state?.close();
  throw new LocalCloudError(
    `The state was saved at ${new Date(savedMs).toISOString()}, and time does not go back. Give a later time with --at.`,
  );
}
