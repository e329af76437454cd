import { queueNames, services } from '@pulso/contracts/envelope';
import { minuteMs } from '@pulso/kit/time';

/** The targets of rules, by place: exactly what the services use, so that an unknown target is a typing error. */
export const faultTargets = {
  /** Base names of queues; dead-letter queues are left alone. */
  queue: queueNames,
  /** `service.Operation` of AWS. */
  call: [
    ...['GetItem', 'PutItem', 'Query', 'TransactWriteItems', 'UpdateItem'].map((name) => `dynamodb.${name}`),
    'lambda.Invoke',
    ...['GetQueryResults', 'StartQuery', 'StopQuery'].map((name) => `logs.${name}`),
    'ses.SendEmail',
    ...['ChangeMessageVisibilityBatch', 'SendMessageBatch'].map((name) => `sqs.${name}`),
    'ssm.GetParameters',
  ],
  /** Methods of the Bot API, whichever service calls them. */
  telegram: [
    'telegram.answerCallbackQuery',
    'telegram.editMessageMedia',
    'telegram.editMessageText',
    'telegram.sendMessage',
    'telegram.sendPhoto',
  ],
  /** Receivers of reports by HTTP. */
  webhook: ['webhook.POST'],
  /** Base names of functions. */
  function: services,
  schedule: ['schedule.report', 'schedule.sweep'],
  /** What stacks declare besides functions. */
  resource: [
    ...[...queueNames].sort().map((queue) => `queue.${queue}`),
    'table.deliveries',
    'table.runs',
    'table.users',
  ],
  /** Secrets of SSM. */
  parameter: ['parameter.bot-token', 'parameter.pseudonym-key', 'parameter.webhook', 'parameter.webhook-secrets'],
} as const satisfies Record<string, readonly string[]>;

type FaultPlace = keyof typeof faultTargets;

/** One kind of fault. */
interface FaultKindDescription {
  /** What happens, as a half-sentence. */
  readonly does: string;
  readonly places: readonly FaultPlace[];
  /** The targets that it can strike, where these are not all of its places. */
  readonly only?: readonly string[];
  /** The default duration or delay, ms; absent: the kind has no duration. */
  readonly defaultMs?: number;
  /** Absent: only the simulation can do it. */
  readonly inLocalCloud?: true;
  /** It changes the numbers of reports, so presets omit it if readers compare them. */
  readonly changesNumbers?: true;
}

const messages = ['telegram.editMessageText', 'telegram.sendMessage'] as const;
const atQueue = { places: ['queue'], inLocalCloud: true } as const;
const atCall = { places: ['call', 'telegram', 'webhook'], inLocalCloud: true } as const;
const atEdit = { places: ['telegram'], only: ['telegram.editMessageText'] } as const;

/**
 * Every kind of fault, for the local cloud and for the simulation.
 *
 * A call has four ends: it works, it is refused, it is applied and its answer lost, it is applied and its caller dies.
 * `refuse`, `drop-response` and `kill` are the last three.
 */
export const faultKinds = {
  /** So long after the first time. */
  duplicate: { does: 'a queue delivers a message again, under the same message ID', ...atQueue, defaultMs: 0 },
  delay: { does: 'a queue delivers a message late', ...atQueue, defaultMs: minuteMs },
  refuse: { does: 'a call fails before it takes effect: the connection is cut', ...atCall },
  'drop-response': { does: 'a call takes effect and its answer is lost: the connection is cut', ...atCall },
  /** Of Telegram it is the answer's retry_after. */
  throttle: { does: "a call gets the service's own throttling error and has no effect", ...atCall, defaultMs: 1_000 },
  slow: { does: 'a call takes effect at once and is answered late', ...atCall, defaultMs: 1_000 },
  /** So long after it was given the event; without a duration, drawn up to the default. */
  kill: {
    does: "a function's process is killed during an invocation, at the latest when it has its answer ready",
    places: ['function'],
    defaultMs: 50,
    inLocalCloud: true,
  },
  'late-effect': {
    does: 'a call is reported as failed and takes effect later, even after its caller has gone on',
    places: ['call', 'telegram', 'webhook'],
    defaultMs: 10_000,
  },
  reorder: { does: 'a queue delivers a message before those that were sent earlier', places: ['queue'] },
  /** At most, in either direction. Two clocks are then less than two minutes apart, which is what leases allow for. */
  'clock-skew': { does: "a function's clock is wrong for one invocation", places: ['function'], defaultMs: 55_000 },
  'schedule-late': { does: 'a schedule fires late', places: ['schedule'], defaultMs: 5 * minuteMs },
  'schedule-twice': { does: 'a schedule fires twice', places: ['schedule'] },
  'schedule-never': { does: 'a schedule does not fire', places: ['schedule'] },
  'query-ends': { does: 'a query ends as Failed, Cancelled or Timeout', places: ['call'], only: ['logs.StartQuery'] },
  'late-records': {
    does: 'log records become searchable late: queries that run before do not find them',
    places: ['call'],
    only: ['logs.StartQuery'],
    defaultMs: 60 * minuteMs,
    inLocalCloud: true,
    changesNumbers: true,
  },
  'chat-gone': { does: 'a chat has blocked or removed the bot', places: ['telegram'], only: messages },
  'chat-migrated': { does: 'a group has become a supergroup with another ID', places: ['telegram'], only: messages },
  'message-deleted': { does: 'people have deleted messages of the bot that show no finished report', ...atEdit },
  'message-locked': { does: "messages of the bot can't be edited any more", ...atEdit },
  'token-rotated': { does: "the bot's token has been changed, and functions keep the old one", places: ['telegram'] },
  'batch-entry-refused': {
    does: 'a batch is accepted but for some of its entries',
    places: ['call'],
    only: ['sqs.SendMessageBatch'],
  },
  'stale-read': {
    does: 'a read that is not strongly consistent misses the newest writes',
    places: ['call'],
    only: ['dynamodb.GetItem', 'dynamodb.Query'],
  },
  'dead-letter': { does: 'a message becomes a dead letter before its receives are used up', places: ['queue'] },
  deny: { does: 'a call is refused because its caller has no permission for it', places: ['call'] },
  reject: {
    does: 'a call is refused for good: the receiver does not want what is sent',
    places: ['telegram', 'webhook', 'call'],
    only: ['telegram.editMessageMedia', ...messages, 'telegram.sendPhoto', 'ses.SendEmail', 'webhook.POST'],
  },
  'no-room': { does: 'Lambda refuses to run a function: no concurrency is left for it', places: ['function'] },
  'no-start': { does: "a function's process ends before it has read its first event", places: ['function'] },
  absent: {
    does: 'a table, a queue or a parameter does not exist; a queue loses what it holds',
    places: ['resource', 'parameter'],
  },
  'wrong-value': { does: 'a parameter has a wrong value', places: ['parameter'] },
} as const satisfies Record<string, FaultKindDescription>;

export type FaultKind = keyof typeof faultKinds;

/** The same table with every kind's members at hand. */
export const describeFault = (kind: FaultKind): FaultKindDescription => faultKinds[kind];

export const isFaultKind = (text: string): text is FaultKind => Object.hasOwn(faultKinds, text);

/** @returns What a rule of this kind can name, beside patterns with `*`. */
export function targetsOf(kind: FaultKind): readonly string[] {
  const { places, only } = describeFault(kind);
  return only ?? places.flatMap((place): readonly string[] => faultTargets[place]);
}
