import { type FaultPlace, faultTargets } from './fault-targets';

/** One kind of fault. */
export interface FaultKindDescription {
  /** What happens, as a half-sentence. */
  readonly does: string;
  readonly places: readonly FaultPlace[];
  /** The targets that it can strike, where these are not all of its places. */
  readonly only?: readonly string[];
  /** What a rule's duration means, and the one that holds without it; absent: the kind has none. */
  readonly duration?: { readonly means: string; readonly defaultMs: number };
  /** False: only the simulation can do it. */
  readonly inLocalCloud: boolean;
  /** Reports have other numbers with it, so that presets leave it out where their readers compare them. */
  readonly changesNumbers?: true;
}

const minuteMs = 60_000;

/**
 * Every kind of fault, for the local cloud and for the simulation.
 *
 * A call has four ends: it works, it is refused, it is applied and its answer lost, it is applied and its caller dies.
 * `refuse`, `drop-response` and `kill` are the last three.
 */
export const faultKinds = {
  duplicate: {
    does: 'a queue delivers a message again, under the same message ID',
    places: ['queue'],
    duration: { means: 'how long after the first', defaultMs: 0 },
    inLocalCloud: true,
  },
  delay: {
    does: 'a queue delivers a message late',
    places: ['queue'],
    duration: { means: 'how late', defaultMs: minuteMs },
    inLocalCloud: true,
  },
  refuse: {
    does: 'a call fails before it takes effect: the connection is cut',
    places: ['call', 'telegram', 'webhook'],
    inLocalCloud: true,
  },
  'drop-response': {
    does: 'a call takes effect and its answer is lost: the connection is cut',
    places: ['call', 'telegram', 'webhook'],
    inLocalCloud: true,
  },
  throttle: {
    does: "a call gets the service's own throttling error and has no effect",
    places: ['call', 'telegram', 'webhook'],
    duration: { means: "Telegram's retry_after", defaultMs: 1_000 },
    inLocalCloud: true,
  },
  slow: {
    does: 'a call takes effect at once and is answered late',
    places: ['call', 'telegram', 'webhook'],
    duration: { means: 'how late', defaultMs: 1_000 },
    inLocalCloud: true,
  },
  kill: {
    does: "a function's process is killed during an invocation, at the latest when it has its answer ready",
    places: ['function'],
    duration: { means: 'how long after it was given the event; without one, drawn up to the default', defaultMs: 50 },
    inLocalCloud: true,
  },
  'late-effect': {
    does: 'a call is reported as failed and takes effect later, even after its caller has gone on',
    places: ['call', 'telegram', 'webhook'],
    duration: { means: 'how much later', defaultMs: 10_000 },
    inLocalCloud: false,
  },
  reorder: {
    does: 'a queue delivers a message before those that were sent earlier',
    places: ['queue'],
    inLocalCloud: false,
  },
  'clock-skew': {
    does: "a function's clock is wrong for one invocation",
    places: ['function'],
    // Two clocks are then less than two minutes apart, which is what leases allow for.
    duration: { means: 'by how much at most, in either direction', defaultMs: 55_000 },
    inLocalCloud: false,
  },
  'schedule-late': {
    does: 'a schedule fires late',
    places: ['schedule'],
    duration: { means: 'how late', defaultMs: 5 * minuteMs },
    inLocalCloud: false,
  },
  'schedule-twice': { does: 'a schedule fires twice', places: ['schedule'], inLocalCloud: false },
  'schedule-never': { does: 'a schedule does not fire', places: ['schedule'], inLocalCloud: false },
  'query-ends': {
    does: 'a query ends as Failed, Cancelled or Timeout',
    places: ['call'],
    only: ['logs.StartQuery'],
    inLocalCloud: false,
  },
  'late-records': {
    does: 'log records become searchable late: queries that run before do not find them',
    places: ['call'],
    only: ['logs.StartQuery'],
    duration: { means: 'how late', defaultMs: 60 * minuteMs },
    inLocalCloud: true,
    changesNumbers: true,
  },
  'chat-gone': {
    does: 'a chat has blocked or removed the bot',
    places: ['telegram'],
    only: ['telegram.editMessageText', 'telegram.sendMessage'],
    inLocalCloud: false,
  },
  'chat-migrated': {
    does: 'a group has become a supergroup with another ID',
    places: ['telegram'],
    only: ['telegram.editMessageText', 'telegram.sendMessage'],
    inLocalCloud: false,
  },
  'message-deleted': {
    does: 'people have deleted messages of the bot that show no finished report',
    places: ['telegram'],
    only: ['telegram.editMessageText'],
    inLocalCloud: false,
  },
  'message-locked': {
    does: "messages of the bot can't be edited any more",
    places: ['telegram'],
    only: ['telegram.editMessageText'],
    inLocalCloud: false,
  },
  'token-rotated': {
    does: "the bot's token has been changed, and functions that keep the old one are refused",
    places: ['telegram'],
    inLocalCloud: false,
  },
  'batch-entry-refused': {
    does: 'a batch is accepted but for some of its entries',
    places: ['call'],
    only: ['sqs.SendMessageBatch'],
    inLocalCloud: false,
  },
  'stale-read': {
    does: 'a read that is not strongly consistent misses the newest writes',
    places: ['call'],
    only: ['dynamodb.GetItem', 'dynamodb.Query'],
    inLocalCloud: false,
  },
  'dead-letter': {
    does: 'a message goes to the dead-letter queue before its receives are used up',
    places: ['queue'],
    inLocalCloud: false,
  },
  deny: {
    does: 'a call is refused because its caller has no permission for it',
    places: ['call'],
    inLocalCloud: false,
  },
  reject: {
    does: 'a call is refused for good: the receiver does not want what is sent',
    places: ['telegram', 'webhook', 'call'],
    only: [
      'telegram.editMessageMedia',
      'telegram.editMessageText',
      'telegram.sendMessage',
      'telegram.sendPhoto',
      'ses.SendEmail',
      'webhook.POST',
    ],
    inLocalCloud: false,
  },
  'no-room': {
    does: 'Lambda refuses to run a function: no concurrency is left, or its own is 0',
    places: ['function'],
    inLocalCloud: false,
  },
  'no-start': {
    does: "a function's process ends before it has read its first event",
    places: ['function'],
    inLocalCloud: false,
  },
  absent: {
    does: 'a table, a queue or a parameter does not exist; a queue loses what it holds',
    places: ['resource', 'parameter'],
    inLocalCloud: false,
  },
  'wrong-value': { does: 'a parameter has a wrong value', places: ['parameter'], inLocalCloud: false },
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
