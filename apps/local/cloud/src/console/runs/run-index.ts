import { services } from '@pulso/contracts/envelope';
import { type StoredLogEvent } from '@pulso/local/aws';
import { type InvocationStart } from '@pulso/local/lambda';

import { type CloudObserver } from '../../cloud/cloud-observer';
import { type InjectedFault } from '../../faults/inject-faults';
import { type LogLine, type PlatformRecord, readFields, statusOf } from '../../log-line';
import { type Handed, readHanded } from './read-handed';

/** One invocation of a function; Lambda repeats an asynchronous one under the same request id. */
export interface Invocation {
  /** The same at each look. */
  readonly id: string;
  readonly requestId: string;
  readonly service: string;
  startedAtMs: number;
  /** Absent while it goes on. */
  endedAtMs?: number;
  /** Of Lambda's report: `success`, `timeout`, or `error` with its type. */
  status?: string;
  initDurationMs?: number;
  /** Unknown for those of an earlier run of the local cloud. */
  handed?: readonly Handed[];
  /** Those that it has to do with. */
  readonly runIds: Set<string>;
  readonly lines: (LogLine & { readonly message: string })[];
}

/** A call of an invocation that was killed may take effect so long after it, ms. */
const latestCallMs = 2_000;

/** How many runs and faults are kept, the latest. */
const [keptCount, keptFaultCount] = [1_000, 20_000];

/**
 * What is known of every run, taken from what happens as it happens: a look at a run reads nothing else.
 *
 * Invocations that have to do with no run are forgotten when they end.
 */
export class RunIndex implements Partial<CloudObserver> {
  readonly faults: InjectedFault[] = [];
  /** Of messages that were sent back from dead-letter queues: which they were, by their new id. */
  readonly moves = new Map<string, { readonly fromMessageId: string; readonly atMs: number }>();
  /** When the first line came of which this was told, epoch ms. */
  private toldFromMs: number | undefined;
  private readonly runs = new Map<string, Set<Invocation>>();
  /** By request id, the attempts in their order. */
  private readonly invocations = new Map<string, Invocation[]>();

  /** @returns Ids of the runs, in the order in which they were first heard of. */
  get runIds(): readonly string[] {
    return [...this.runs.keys()];
  }

  /** @returns In the order of their starts; empty for a run that is not known. */
  invocationsOf(runId: string): readonly Invocation[] {
    return [...(this.runs.get(runId) ?? [])].sort((a, b) => a.startedAtMs - b.startedAtMs);
  }

  /** @returns Invocations of a service that were under way at a moment and have to do with a run. */
  underWay(service: string, atMs: number): readonly Invocation[] {
    return [...this.invocations.values()].flatMap((attempts) =>
      attempts.filter((each) => {
        const { startedAtMs, endedAtMs = Infinity, status = 'success', runIds } = each;
        const lateMs = status === 'success' ? 0 : latestCallMs;
        return each.service === service && runIds.size > 0 && startedAtMs <= atMs && atMs <= endedAtMs + lateMs;
      }),
    );
  }

  /** @returns Runs with which an invocation has to do. */
  runIdsOf(requestId: string): readonly string[] {
    return [...new Set((this.invocations.get(requestId) ?? []).flatMap(({ runIds }) => [...runIds]))];
  }

  /** @returns How much is known of a run: more with everything that happens to it. */
  lineCountOf(runId: string): number {
    return [...(this.runs.get(runId) ?? [])].reduce((sum, { lines }) => sum + lines.length, 0);
  }

  onInjected(fault: InjectedFault): void {
    this.faults.push(fault);
    if (this.faults.length > keptFaultCount) this.faults.shift();
  }

  onMessage({ messageId, sentBackFrom, sentAtMs }: Parameters<CloudObserver['onMessage']>[0]): void {
    if (sentBackFrom === undefined) return;
    this.moves.set(messageId, { fromMessageId: sentBackFrom, atMs: sentAtMs });
    const [oldest] = this.moves.keys();
    if (this.moves.size > keptFaultCount && oldest !== undefined) this.moves.delete(oldest);
  }

  onInvocationStart({ functionName, requestId, payload, startedAtMs }: InvocationStart): void {
    const latest = this.latestOf(requestId);
    // The line of its start may have come before.
    const isKnown = latest?.endedAtMs === undefined && latest?.handed === undefined;
    const invocation = latest && isKnown ? latest : this.open(requestId, serviceOf(functionName), startedAtMs);
    invocation.handed = readHanded(payload);
    for (const { runId } of invocation.handed) this.link(runId, invocation);
  }

  /** Takes what an earlier run of the local cloud has left, which nothing tells. */
  takeEarlier(events: Iterable<StoredLogEvent>): void {
    const { toldFromMs = Infinity } = this;
    for (const event of events) if (event.ingestionTime < toldFromMs) this.onLog(event);
  }

  onLog({ timestamp, message, logGroupName, ingestionTime }: StoredLogEvent): void {
    this.toldFromMs ??= ingestionTime;
    const fields = readFields(message);
    const record = fields?.['record'] as PlatformRecord | undefined;
    const requestId = record?.requestId ?? fields?.['requestId'];
    if (!fields || typeof requestId !== 'string') return;
    const latest = this.latestOf(requestId);
    const isStart = fields['type'] === 'platform.start';
    const isNew = !latest || (isStart && latest.lines.length > 0);
    const invocation = isNew ? this.open(requestId, serviceOf(logGroupName), timestamp) : latest;
    // A line may come after the end of an invocation that is forgotten.
    if (isNew && !isStart) invocation.endedAtMs = timestamp;
    invocation.lines.push({ timestamp, fields, message });
    if (typeof fields['runId'] === 'string') this.link(fields['runId'], invocation);
    if (fields['type'] === 'platform.report' && record) close(invocation, timestamp, record);
    this.forgetEnded(invocation);
  }

  private latestOf(requestId: string): Invocation | undefined {
    return this.invocations.get(requestId)?.at(-1);
  }

  private open(requestId: string, service: string, startedAtMs: number): Invocation {
    const attempts = this.invocations.get(requestId) ?? [];
    const invocation: Invocation = {
      id: `${requestId}.${attempts.length + 1}`,
      requestId,
      service,
      startedAtMs,
      runIds: new Set(),
      lines: [],
    };
    this.invocations.set(requestId, [...attempts, invocation]);
    return invocation;
  }

  /** Unless it has to do with a run. */
  private forgetEnded({ endedAtMs, runIds, requestId }: Invocation): void {
    if (endedAtMs !== undefined && runIds.size === 0) this.invocations.delete(requestId);
  }

  private link(runId: string, invocation: Invocation): void {
    invocation.runIds.add(runId);
    const invocations = this.runs.get(runId);
    if (invocations) return void invocations.add(invocation);
    this.runs.set(runId, new Set([invocation]));
    const [oldest] = this.runs.keys();
    if (this.runs.size <= keptCount || oldest === undefined) return;
    for (const each of this.runs.get(oldest) ?? []) {
      each.runIds.delete(oldest);
      this.forgetEnded(each);
    }
    this.runs.delete(oldest);
  }
}

function close(invocation: Invocation, atMs: number, record: PlatformRecord): void {
  const [status, { initDurationMs } = {}] = [statusOf(record), record.metrics];
  invocation.endedAtMs = atMs;
  if (status !== undefined) invocation.status = status;
  if (initDurationMs !== undefined) invocation.initDurationMs = initDurationMs;
}

/** @param name - Of a function, or of its log group. */
export const serviceOf = (name: string): string => services.find((service) => name.endsWith(`-${service}`)) ?? name;
