import { type AlarmState, type MailAccount, type MailIdentity, type Subscription } from './watching';

/** Whose credentials these are. @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export interface Identity {
  readonly accountId: string;
  readonly arn: string;
  /** The region that all reads go to. */
  readonly region: string;
  /** What AWS's clock shows, epoch ms, where its answer tells: a clock here may be wrong, and a local cloud has its own. */
  readonly nowMs?: number;
}

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html */
export interface DeployedFunction {
  readonly state: string;
  /** Why it is in that state, in Lambda's words. */
  readonly stateReason?: string;
  readonly lastUpdateStatus: string;
  readonly lastUpdateReason?: string;
  readonly runtime: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_EventSourceMappingConfiguration.html */
export interface Mapping {
  readonly id: string;
  /** The queue's, without the rest of its ARN. */
  readonly queueName: string;
  readonly state: string;
  /** What came of the last poll, where Lambda tells: `OK`, `No records processed` or a problem. */
  readonly lastResult?: string;
}

/** @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_GetSchedule.html */
export interface DeployedSchedule {
  readonly state: string;
  readonly expression: string;
  readonly timezone: string;
  /** Epoch ms. */
  readonly createdAtMs: number;
}

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html */
export interface QueueDepth {
  /** Messages that a consumer could get now, about. */
  readonly visible: number;
  /** Messages that a consumer has, about. */
  readonly inFlight: number;
}

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_AccountLimit.html */
export interface Concurrency {
  /** Invocations at once, of all functions of the account in the region. */
  readonly limit: number;
  /** What functions without a reservation share. */
  readonly unreserved: number;
}

/** A line that a service has logged. */
export interface LogLine {
  readonly atMs: number;
  readonly message: string;
}

/** Lines of a log, and whether more of them were there than could be read. */
export interface LogLines {
  readonly lines: readonly LogLine[];
  readonly isCut: boolean;
}

/**
 * Calls a method of the Bot API.
 *
 * @returns The `result` of the answer.
 * @throws {TelegramRefusedError}
 * @throws {UnreachableError}
 */
export type AskTelegram = (method: string, parameters?: object) => Promise<unknown>;

/**
 * Everything that the doctor reads; it changes nothing. Each function but the last needs one permission: see
 * {@link neededActions}.
 *
 * Each throws {@link ActionDeniedError}, {@link NotEmulatedError}, {@link CredentialsError} or {@link UnreachableError}.
 * `undefined`: there is no such thing.
 */
export interface DoctorPorts {
  readIdentity(): Promise<Identity>;
  readConcurrency(): Promise<Concurrency>;
  /** @returns How many queries of Logs Insights run in the account and region. */
  countRunningQueries(): Promise<number>;
  readFunction(name: string): Promise<DeployedFunction | undefined>;
  /** @returns Invocations at once that are kept for the function, and the most that it gets; undefined: none are. */
  readReservedConcurrency(functionName: string): Promise<number | undefined>;
  readFunctionUrl(functionName: string): Promise<string | undefined>;
  readMappings(functionName: string): Promise<readonly Mapping[]>;
  readSchedule(name: string): Promise<DeployedSchedule | undefined>;
  /** @returns By full name, decrypted; those that are not there are left out. */
  readParameters(names: readonly string[]): Promise<ReadonlyMap<string, string>>;
  readQueue(name: string): Promise<QueueDepth | undefined>;
  /** @returns By the queue's name, the age of its oldest message in s, as CloudWatch last knew it; idle ones left out. */
  readOldestAges(queueNames: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** @returns `ACTIVE` where it can be used. */
  readTableStatus(name: string): Promise<string | undefined>;
  readLogGroupNames(namePrefix: string): Promise<readonly string[]>;
  readMailAccount(): Promise<MailAccount>;
  /** @param name - An address or a domain. */
  readMailIdentity(name: string): Promise<MailIdentity | undefined>;
  /** @returns undefined: there is no such topic. */
  readSubscriptions(topicArn: string): Promise<readonly Subscription[] | undefined>;
  readAlarms(namePrefix: string): Promise<readonly AlarmState[]>;
  /** @returns Events of a log group that have the JSON field `event` with this value, oldest first; undefined: no group. */
  readEvents(logGroupName: string, event: string, sinceMs: number): Promise<LogLines | undefined>;
  /** Needs no permission of AWS. */
  openTelegram(apiRoot: string, token: string): AskTelegram;
}
