import { type RunRequest, runIdOf } from '@pulso/contracts/run-requests';

import { type Kernel } from '../kernel/kernel';
import { names } from '../services/names';

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

/** Length of the simulated report's window, as the catalogue has it, ms. */
const windowMs = 24 * 60 * 60_000;

/** Everything about one place where a report must be seen. */
export interface ExpectedDestination {
  readonly chatId: string;
  /** Whether the report replaces a placeholder of the bot. */
  readonly isAsker: boolean;
  progressCount: number;
  closedPostCount: number;
  repeatedPostCount: number;
  moveCount: number;
  /** When a closed report was seen here first, epoch ms. */
  firstClosedAtMs: number | undefined;
  /** Calls to this chat that went wrong. */
  troubleCount: number;
}

/** Everything that the checks must know about one run besides what the system itself stores. */
export interface ExpectedRun {
  readonly runId: string;
  readonly request: RunRequest;
  /** End of the window that the trigger's own time asks for, epoch ms. */
  readonly windowEndMs: number;
  readonly destinations: readonly ExpectedDestination[];
  /** A message that carries the plan was accepted by its queue: from here on the report is promised. */
  acceptedAtMs: number | undefined;
  reportDueAtMs: number | undefined;
  /** Lambda has given up on the dispatcher and told the notifier. */
  wasGivenUp: boolean;
  /** The trigger has fired. */
  wasTriggered: boolean;
  /** The dispatcher has said that it is done. */
  wasDispatched: boolean;
  /** Questions whose job was accepted by the queue. */
  readonly jobs: Set<string>;
  /** When the first job was accepted, epoch ms. */
  firstJobAtMs: number | undefined;
  /** Placeholders for which a run was asked for. */
  readonly placeholderMessageIds: Set<number>;
  /** Times at which something went wrong in aggregator, notifier or their queues, epoch ms. */
  readonly faultTimesMs: number[];
  /** Messages with the run's plan that went to the dead-letter queue. */
  lostPlanCount: number;
  /** When Logs Insights last answered Complete, epoch ms. */
  lastCompleteAtMs: number | undefined;
  /** From there to the first Bot API request of the complete report, ms. */
  fanInMs: number | undefined;
}

interface PlanTimes {
  readonly reportDueAtMs: number;
  readonly windowStartMs: number;
  readonly windowEndMs: number;
}

const readPlan = (body: string): { runId: string; plan: PlanTimes } => JSON.parse(body);

/** What is promised to whom, and the promises that were broken. */
export class Ledger {
  readonly violations: Violation[] = [];
  readonly #kernel: Kernel;
  readonly #runs = new Map<string, ExpectedRun>();
  readonly #destinations = new Map<string, { run: ExpectedRun; destination: ExpectedDestination }>();

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
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
    const { runId, plan } = readPlan(body);
    const run = this.#runs.get(runId);
    if (!run || run.reportDueAtMs !== undefined) return;
    run.acceptedAtMs = this.#kernel.nowMs;
    const { windowStartMs, windowEndMs } = plan;
    if (windowEndMs !== run.windowEndMs || windowStartMs !== windowEndMs - windowMs) {
      this.violate(
        'wrong-window',
        `${runId} has the window ${windowStartMs} to ${windowEndMs}, not ${run.windowEndMs}`,
      );
    }
    run.reportDueAtMs = plan.reportDueAtMs;
  }

  /** A message for the aggregator or the notifier lies in a dead-letter queue, for an unknown time. */
  onDeadLetter(body: string): void {
    for (const run of this.#runs.values()) run.faultTimesMs.push(Infinity);
    const run = body.includes('"plan"') ? this.#runs.get(readPlan(body).runId) : undefined;
    if (run) run.lostPlanCount += 1;
  }

  /** A job was accepted by its queue. */
  onJob(body: string): void {
    const [, runId = '', queryId = ''] = /"runId":"([^"]+)","queryId":"([^"]+)"/.exec(body) ?? [];
    const run = this.#runs.get(runId);
    run?.jobs.add(queryId);
    if (run) run.firstJobAtMs ??= this.#kernel.nowMs;
  }

  onStartQuery({ startTimeSeconds, endTimeSeconds, logGroupNames }: AskedQuery): void {
    const isExpected = [...this.#runs.values()].some(
      ({ windowEndMs }) =>
        windowEndMs / 1000 - 1 === endTimeSeconds && (windowEndMs - windowMs) / 1000 === startTimeSeconds,
    );
    if (!isExpected) this.violate('wrong-window', `A query asks about ${startTimeSeconds} to ${endTimeSeconds}`);
    if (String(logGroupNames) !== names.botLogGroup) {
      this.violate('wrong-log-group', `A query asks the log groups "${String(logGroupNames)}"`);
    }
  }

  destinationOf(chatId: string): { run: ExpectedRun; destination: ExpectedDestination } | undefined {
    return this.#destinations.get(chatId);
  }

  /** @param windowEndMs - What the run must ask about, by the trigger's own time. */
  expect(
    request: RunRequest,
    windowEndMs: number,
    chats: readonly { readonly chatId: string; readonly isAsker: boolean }[],
  ): ExpectedRun {
    const run: ExpectedRun = {
      runId: runIdOf(request),
      request,
      windowEndMs,
      destinations: chats.map((chat) => ({
        ...chat,
        progressCount: 0,
        closedPostCount: 0,
        repeatedPostCount: 0,
        moveCount: 0,
        firstClosedAtMs: undefined,
        troubleCount: 0,
      })),
      acceptedAtMs: undefined,
      reportDueAtMs: undefined,
      wasGivenUp: false,
      wasTriggered: false,
      wasDispatched: false,
      jobs: new Set(),
      firstJobAtMs: undefined,
      placeholderMessageIds: new Set(),
      faultTimesMs: [],
      lostPlanCount: 0,
      lastCompleteAtMs: undefined,
      fanInMs: undefined,
    };
    this.#runs.set(run.runId, run);
    for (const destination of run.destinations) this.#destinations.set(destination.chatId, { run, destination });
    return run;
  }

  /** The group of a destination has got another id. */
  follow(oldChatId: string, newChatId: string): void {
    const known = this.#destinations.get(oldChatId);
    if (!known) return;
    known.destination.moveCount += 1;
    this.#destinations.set(newChatId, known);
  }

  violate(rule: string, message: string): void {
    if (this.#kernel.isRecording) this.#kernel.note(`VIOLATION ${rule}: ${message}`);
    this.violations.push({ rule, message, atMs: this.#kernel.nowMs });
  }
}
