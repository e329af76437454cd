import { type ReportPlan } from '@pulso/contracts/report-plan';
import { runIdOf, type RunRequest } from '@pulso/contracts/run-requests';

import { type Kernel } from '../kernel/kernel';
import { names } from '../services/names';
import { type WatchedMessage } from '../sqs/simulated-queue';
import { windowText } from './catalogue';
import { type Absence, type Expectation, type ExpectedDestination, ExpectedRun } from './expected-run';

/** A promise that was not kept. */
export interface Violation {
  /** Short name of the rule, for example `lost` or `double`. */
  readonly rule: string;
  readonly message: string;
  readonly atMs: number;
}

/** What a StartQuery call asks for; both times are part of the window. */
export interface AskedQuery {
  readonly queryString: string;
  readonly startTimeSeconds: number;
  readonly endTimeSeconds: number;
  readonly logGroupNames: readonly string[];
}

interface KnownDestination {
  readonly run: ExpectedRun;
  readonly destination: ExpectedDestination;
}

/** Promises to each destination, and those that were broken. */
export class Ledger {
  readonly violations: Violation[] = [];
  readonly #kernel: Kernel;
  readonly #windowMs: number;
  readonly #runs = new Map<string, ExpectedRun>();
  readonly #destinations = new Map<string, KnownDestination[]>();
  readonly #backfilledEndsMs: number[] = [];
  /** The last one of each message, by its id. */
  readonly #absences = new Map<string, Absence>();

  /** @param windowMs - Length of the report's window. */
  constructor(kernel: Kernel, windowMs: number) {
    this.#kernel = kernel;
    this.#windowMs = windowMs;
  }

  get runs(): IterableIterator<ExpectedRun> {
    return this.#runs.values();
  }

  runOf(runId: string): ExpectedRun | undefined {
    return this.#runs.get(runId);
  }

  runOfRequest(payload: string): ExpectedRun | undefined {
    return this.#runs.get(runIdOf(JSON.parse(payload)));
  }

  /** A run event was accepted by its queue: one that carries the plan makes the run a promise. */
  onRunEvent(body: string): void {
    if (!body.includes('"plan"')) return;
    const { runId, plan }: { runId: string; plan: ReportPlan } = JSON.parse(body);
    const run = this.#runs.get(runId);
    if (!run || run.reportDueAtMs !== undefined) return;
    run.acceptedAtMs = this.#kernel.nowMs;
    run.reportDueAtMs = plan.reportDueAtMs;
    const { windowStartMs, windowEndMs } = plan;
    if (windowEndMs === run.windowEndMs && windowStartMs === windowEndMs - this.#windowMs) return;
    this.violate('wrong-window', `${runId} has the window ${windowStartMs} to ${windowEndMs}, not ${run.windowEndMs}`);
  }

  /**
   * A message for the aggregator or the notifier is late, or lies in a dead-letter queue. One without a run concerns all.
   *
   * @param untilMs - Infinity: an operator must redrive it.
   */
  onAbsent({ messageId, body }: WatchedMessage, untilMs = Infinity): void {
    const absence = { messageId, hasPlan: body.includes('"plan"'), untilMs };
    this.#absences.set(messageId, absence);
    const runId = runIdIn(body);
    for (const run of this.#runs.values()) {
      if (runId === undefined || runId === run.runId) run.absences.push(absence);
    }
  }

  /** An operator has redriven or purged what lay there. */
  onDeadLetterGone(messageId: string): void {
    const absence = this.#absences.get(messageId);
    if (absence) absence.untilMs = this.#kernel.nowMs;
  }

  /** A job was accepted by its queue. */
  onJob(body: string): void {
    const [, runId = '', queryId = ''] = /"runId":"([^"]+)","queryId":"([^"]+)"/.exec(body) ?? [];
    this.#runs.get(runId)?.jobs.add(queryId);
  }

  /** A question about the window that ends then, epoch ms, may be backfilled, even if it was never asked. */
  expectBackfill(windowEndMs: number): void {
    this.#backfilledEndsMs.push(windowEndMs);
  }

  onStartQuery({ startTimeSeconds, endTimeSeconds, logGroupNames }: AskedQuery): void {
    const windowEndMs = (endTimeSeconds + 1) * 1000;
    const isKnown =
      this.#backfilledEndsMs.includes(windowEndMs) || [...this.runs].some((run) => run.windowEndMs === windowEndMs);
    if (!isKnown || startTimeSeconds * 1000 !== windowEndMs - this.#windowMs) {
      this.violate('wrong-window', `A query asks about ${startTimeSeconds} to ${endTimeSeconds}`);
    }
    if (String(logGroupNames) !== names.botLogGroup) {
      this.violate('wrong-log-group', `A query asks the log groups "${String(logGroupNames)}"`);
    }
  }

  /** Whether any report goes there. */
  isKnown(place: string): boolean {
    return this.#destinations.has(place);
  }

  /** @returns The run that a report in a chat is about, by its window; of several, all reports else. */
  destinationOf(chatId: string, text: string): KnownDestination | undefined {
    return this.#destinations
      .get(chatId)
      ?.find(({ run }) => text.includes(windowText(run.windowEndMs, this.#windowMs)));
  }

  /** @returns The number of runs whose end a chat shows; with a picture's text: of those that end when it does. */
  closedCountIn(chatId: string, text?: string): number {
    const known = this.#destinations.get(chatId) ?? [];
    return known.filter(
      ({ run, destination }) =>
        destination.firstClosedAtMs !== undefined &&
        (text === undefined || text.includes(windowText(run.windowEndMs, this.#windowMs).replace(/.* to /, ' to '))),
    ).length;
  }

  /** @returns End of the day after the last schedule, epoch ms: later alarms mean nothing. Infinity: none. */
  lastDayEndMs(): number {
    const scheduledMs = [...this.#runs.values()].flatMap(({ request: { trigger } }) =>
      trigger.type === 'schedule' ? [Date.parse(trigger.scheduledTime)] : [],
    );
    return scheduledMs.length > 0 ? Math.max(...scheduledMs) + 24 * 3_600_000 : Infinity;
  }

  destinationOfRun(runId: string, place: string): KnownDestination | undefined {
    return this.#destinations.get(place)?.find(({ run }) => run.runId === runId);
  }

  /** @param expectation - `windowEndMs`: what the run must ask about, by the trigger's own time. */
  expect(request: RunRequest, expectation: Expectation): ExpectedRun {
    const run = new ExpectedRun(request, expectation);
    this.#runs.set(run.runId, run);
    for (const destination of run.destinations) {
      const { place } = destination;
      this.#destinations.set(place, [...(this.#destinations.get(place) ?? []), { run, destination }]);
    }
    return run;
  }

  /** The group of a destination has got another id. */
  follow(oldChatId: string, newChatId: string): void {
    const known = this.#destinations.get(oldChatId);
    if (!known) return;
    for (const { destination } of known) destination.moveCount += 1;
    this.#destinations.set(newChatId, known);
  }

  /** Whether a service has met an error of its own code. */
  hasBug = false;

  /** A service has caught an error of wrong code, such as a ReferenceError. Reported once: the rest follows from it. */
  onBug(message: string): void {
    if (this.hasBug) return;
    this.hasBug = true;
    this.violate('bug', message);
  }

  violate(rule: string, message: string): void {
    if (this.#kernel.isRecording) this.#kernel.note(`VIOLATION ${rule}: ${message}`);
    this.violations.push({ rule, message, atMs: this.#kernel.nowMs });
  }
}

/** @returns The id of the run that a message is about; undefined: it names none, as a sweep. */
export function runIdIn(body: string): string | undefined {
  // A message with its run, or Lambda's record about a failed dispatcher.
  const { runId, requestPayload }: { runId?: string; requestPayload?: RunRequest } = JSON.parse(body);
  return runId ?? (requestPayload && runIdOf(requestPayload));
}
