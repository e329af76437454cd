import { services } from '@pulso/contracts/envelope';
import { type StoredLogEvent } from '@pulso/world/logs';
import { type AsynchronousEvent, type InvocationRecord, type InvocationStart } from '@pulso/local/lambda';
import { type LogLine as ShownLine } from '@pulso/local/console-api';
import { type MapPositions } from '@pulso/adapters/node-runtime';
import { type PeopleEvent } from '@pulso/world/telegram';
import { type SqsMessage } from '@pulso/world/sqs';

import { type CloudObserver } from '../cloud/cloud-observer';
import { type InjectedFault } from '../faults/inject-faults';
import { type LogLine, readFields } from '../log-line';
import { readSubject, type Subject } from './runs/read-subject';

/** One invocation of a function; Lambda repeats an asynchronous one under the same request id. */
export interface Invocation {
  /** The same at each look. */
  readonly id: string;
  readonly requestId: string;
  readonly functionName: string;
  readonly service: string;
  readonly startedAtMs: number;
  /** JSON text. */
  readonly payload: string;
  /** Of the bot: the update that it was handed. */
  readonly update?: HandedUpdate;
  /** Why Telegram counts the update as failed. */
  refused?: string;
  /** Absent while it goes on. */
  endedAtMs?: number;
  /** `success`, `timeout`, or `error` with its type. */
  status?: string;
  initDurationMs?: number;
  /** What it has logged, and Lambda of it. */
  readonly lines: (LogLine & { readonly message: string })[];
}

/** An update of Telegram, and what it is about. */
interface HandedUpdate {
  readonly updateId: number;
  /** JSON text. */
  readonly update: string;
  readonly chatId: number | undefined;
  /** The message that it brings, or whose button was pressed. */
  readonly messageId: number | undefined;
}

/** A message that was sent to a queue, and what it is about. */
export interface HeardMessage {
  readonly message: SqsMessage;
  readonly subject: Subject;
  /** Where it lies, or has lain at last. */
  queue: string;
}

/** An event that Lambda has taken for a function, and what it is about. */
export interface HeardEvent {
  readonly event: AsynchronousEvent;
  readonly subject: Subject;
}

/** What has to do with one run. */
interface HeardRun {
  readonly messages: HeardMessage[];
  readonly events: HeardEvent[];
  /** Those that have logged of it. */
  readonly invocations: Set<Invocation>;
  /** How much was heard of it. */
  version: number;
}

type EndedInvocation = Omit<InvocationRecord, 'billedDurationMs' | 'functionName' | 'maxMemoryUsedMb' | 'memoryMb'>;

/** How many are kept, the latest. */
const [keptRunCount, keptInvocationCount, keptFaultCount] = [1_000, 5_000, 20_000];

/** What the console has heard of its local cloud, as it happened. */
export class Heard implements Partial<CloudObserver> {
  readonly #mapPositions: MapPositions;
  readonly faults: InjectedFault[] = [];
  /** By id, in the order in which they were first heard of. */
  readonly runs = new Map<string, HeardRun>();
  /** By request id, the attempts in their order. */
  readonly #invocations = new Map<string, Invocation[]>();
  /** By log stream: its environment works on one at a time, so lines that name none belong to that one. */
  readonly #underWay = new Map<string, Invocation>();

  /** @param mapPositions - Leads from positions in bundles to the source. */
  constructor(mapPositions: MapPositions) {
    this.#mapPositions = mapPositions;
  }

  /** @returns A line of a function's log with positions in the source instead of those in its bundle. */
  show(functionName: string, { timestamp, message }: ShownLine): ShownLine {
    // Most lines have no position in them.
    const hasPosition = message.includes('.js:');
    return { timestamp, message: hasPosition ? this.#mapPositions(serviceOf(functionName), message) : message };
  }

  /** @returns The attempts of a request, in their order; empty for one that is not known. */
  attemptsOf(requestId: string | undefined): readonly Invocation[] {
    return this.#invocations.get(requestId ?? '') ?? [];
  }

  /** @returns The attempt of a request that was under way, or the last before. */
  attemptAt(requestId: string | undefined, atMs: number): Invocation | undefined {
    const attempts = this.attemptsOf(requestId);
    return attempts.findLast(({ startedAtMs }) => startedAtMs <= atMs) ?? attempts[0];
  }

  /** @returns Invocations that were handed an update of a chat, in the order of their starts. */
  updatesIn(chatId: number): readonly (Invocation & { readonly update: HandedUpdate })[] {
    const all = [...this.#invocations.values()].flat();
    return all.filter((each): each is Invocation & { update: HandedUpdate } => each.update?.chatId === chatId);
  }

  onInjected(fault: InjectedFault): void {
    this.faults.push(fault);
    if (this.faults.length > keptFaultCount) this.faults.shift();
  }

  onInvocationStart({ functionName, requestId, payload, startedAtMs }: InvocationStart): void {
    const attempts = this.#invocations.get(requestId) ?? [];
    const update = readUpdate(payload);
    const invocation: Invocation = {
      ...{ id: `${requestId}.${attempts.length + 1}`, requestId, functionName, service: serviceOf(functionName) },
      ...{ startedAtMs, payload, lines: [], ...(update && { update }) },
    };
    this.#invocations.set(requestId, [...attempts, invocation]);
    forgetOldest(this.#invocations, keptInvocationCount);
  }

  onInvocationEnd({ requestId, status, errorType, startedAtMs, durationMs, initDurationMs }: EndedInvocation): void {
    const invocation = this.attemptsOf(requestId).at(-1);
    if (!invocation) return;
    invocation.endedAtMs = startedAtMs + durationMs;
    invocation.status = [status, errorType].filter(Boolean).join(', ');
    if (initDurationMs !== undefined) invocation.initDurationMs = initDurationMs;
  }

  onLog({ timestamp, message, logGroupName, logStream }: StoredLogEvent): void {
    const fields = readFields(message) ?? {};
    const { requestId = readRecord(fields).requestId, runId } = fields;
    const stream = `${logGroupName} ${logStream}`;
    const named = typeof requestId === 'string' ? this.attemptsOf(requestId).at(-1) : undefined;
    const invocation = typeof requestId === 'string' ? named : this.#underWay.get(stream);
    if (!invocation) return;
    if (named) this.#underWay.set(stream, named);
    invocation.lines.push({ timestamp, fields, message });
    if (typeof runId === 'string') this.#run(runId).invocations.add(invocation);
  }

  onMessage(message: SqsMessage, queue: string): void {
    const subject = readSubject(message.body);
    if (!subject) return;
    const { messages } = this.#run(subject.runId);
    const known = messages.find((each) => each.message === message);
    if (known) known.queue = queue;
    else messages.push({ message, subject, queue });
  }

  onAsynchronousEvent(event: AsynchronousEvent): void {
    const subject = readSubject(event.payload);
    if (subject) this.#run(subject.runId).events.push({ event, subject });
  }

  onPeopleEvent(event: PeopleEvent): void {
    if (event.type !== 'update-refused') return;
    const all = [...this.#invocations.values()].flat();
    const handling = all.findLast(({ update }) => update?.updateId === event.updateId);
    if (handling) handling.refused ??= event.reason;
  }

  #run(runId: string): HeardRun {
    const known = this.runs.get(runId) ?? { messages: [], events: [], invocations: new Set(), version: 0 };
    known.version += 1;
    this.runs.set(runId, known);
    forgetOldest(this.runs, keptRunCount);
    return known;
  }
}

function forgetOldest(map: Map<string, unknown>, keptCount: number): void {
  const [oldest] = map.keys();
  if (map.size > keptCount && oldest !== undefined) map.delete(oldest);
}

/** What Lambda's own lines have. */
const readRecord = ({ record }: LogLine['fields']): { readonly requestId?: unknown } =>
  typeof record === 'object' && record !== null ? record : {};

/** @param name - Of a function, or of its log group. */
const serviceOf = (name: string): string => services.find((service) => name.endsWith(`-${service}`)) ?? name;

interface MessageJson {
  readonly message_id?: number;
  readonly chat?: { readonly id?: number };
}

/** @returns undefined when a function was not called with an update through its URL. */
function readUpdate(payload: string): HandedUpdate | undefined {
  const { body, isBase64Encoded } = readFields(payload) ?? {};
  if (typeof body !== 'string') return undefined;
  const update = isBase64Encoded === true ? Buffer.from(body, 'base64').toString() : body;
  const { update_id: updateId, ...content } = readFields(update) ?? {};
  if (typeof updateId !== 'number') return undefined;
  const [what] = Object.values(content) as (MessageJson & { readonly message?: MessageJson })[];
  const message = what?.message ?? what;
  return { updateId, update, chatId: message?.chat?.id, messageId: message?.message_id };
}
