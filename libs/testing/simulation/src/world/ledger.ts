import { type RunRequest, runIdOf } from '@pulso/contracts/run-requests';

import { type Kernel } from '../kernel/kernel';
import { type ArrivedPost } from '../posts/posts';
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
export const windowMs = 24 * 60 * 60_000;

/** Everything about one place where a report must be seen. */
export interface ExpectedDestination {
  /** The chat, or the name of a destination whose messages can't be edited. */
  readonly place: string;
  readonly kind: 'chat' | 'post';
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
  /** What arrived last where nothing can be edited. */
  lastPost: ArrivedPost | undefined;
}

/** Where a run's report must be seen. */
export type Place = Pick<ExpectedDestination, 'place' | 'kind' | 'isAsker'>;

/** Everything that the checks must know about one run besides what the system itself stores. */
export interface ExpectedRun {
  readonly runId: string;
  readonly request: RunRequest;
  /** End of the window that the trigger's own time asks for, epoch ms. */
  readonly windowEndMs: number;
  /** Whether its first question is the one that a later version of the report asks. */
  readonly isChanged: boolean;
  /** The report's number above which alone a scheduled run is sent. Absent: always. */
  readonly onlyIfAbove: number | undefined;
  readonly destinations: readonly ExpectedDestination[];
  /** Whether the first question had its answer when the run was closed. */
  hadFirstAnswer: boolean | undefined;
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

interface KnownDestination {
  readonly run: ExpectedRun;
  readonly destination: ExpectedDestination;
}

/** What is promised to whom, and the promises that were broken. */
export class Ledger {
  readonly violations: Violation[] = [];
  readonly #kernel: Kernel;
  readonly #runs = new Map<string, ExpectedRun>();
  readonly #destinations = new Map<string, KnownDestination[]>();

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

  /** Whether any report goes there. */
  isKnown(place: string): boolean {
    return this.#destinations.has(place);
  }

  /** @returns The run that a report in a chat is about, by its window; of several, all reports else. */
  destinationOf(chatId: string, text: string): KnownDestination | undefined {
    return this.#destinations.get(chatId)?.find(({ run }) => text.includes(windowText(run.windowEndMs)));
  }

  /** @returns How many runs a chat shows the end of. */
  closedCountIn(chatId: string): number {
    return (this.#destinations.get(chatId) ?? []).filter(({ destination }) => destination.firstClosedAtMs !== undefined)
      .length;
  }

  destinationOfRun(runId: string, place: string): KnownDestination | undefined {
    return this.#destinations.get(place)?.find(({ run }) => run.runId === runId);
  }

  /** @param windowEndMs - What the run must ask about, by the trigger's own time. */
  expect(
    request: RunRequest,
    { places, ...fixed }: Pick<ExpectedRun, 'windowEndMs' | 'isChanged' | 'onlyIfAbove'> & { places: readonly Place[] },
  ): ExpectedRun {
    const run: ExpectedRun = {
      runId: runIdOf(request),
      request,
      ...fixed,
      destinations: places.map((place) => ({
        ...place,
        progressCount: 0,
        closedPostCount: 0,
        repeatedPostCount: 0,
        moveCount: 0,
        firstClosedAtMs: undefined,
        troubleCount: 0,
        lastPost: undefined,
      })),
      hadFirstAnswer: undefined,
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

  violate(rule: string, message: string): void {
    if (this.#kernel.isRecording) this.#kernel.note(`VIOLATION ${rule}: ${message}`);
    this.violations.push({ rule, message, atMs: this.#kernel.nowMs });
  }
}

const windowTexts = new Map<number, string>();

/** How a report of a day says which day it is. */
function windowText(windowEndMs: number): string {
  let text = windowTexts.get(windowEndMs);
  if (text === undefined) {
    const [weekday = '', day, month, , time = ''] = new Date(windowEndMs).toUTCString().split(' ');
    text = `24 hours to ${weekday.slice(0, -1)} ${Number(day)} ${month}, ${time.slice(0, 5)} UTC`;
    windowTexts.set(windowEndMs, text);
  }
  return text;
}
