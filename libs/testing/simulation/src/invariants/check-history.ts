import { isTelegramDestination } from '@pulso/contracts/report-plan';
import { type ReportContent, type ReportUpdate } from '@pulso/contracts/report-updates';

import { titleOf } from '../world/catalogue';
import { type ExpectedRun } from '../world/expected-run';
import { type World, worldStartMs } from '../world/world';

type Update = Extract<ReportUpdate, { type: 'report-update' }>;
type Value = ReportContent['values'][number];

/**
 * How long something that is known may be left out, ms: a report that was read before and sent now. A process lives for
 * half a minute, and a call may take effect as much later.
 */
const readingMs = 5 * 60_000;

const comparedWindowCount = 14;

/**
 * Checks what an update says of earlier reports (invariant I13): each number is the one that the history had for that
 * day under the same definition; what it had not is a gap and never a number, and what it had is no gap.
 */
export function checkHistory(world: World, { runId, revision, content, destinations }: Update): void {
  const run = world.ledger.runOf(runId);
  if (!run) return checkAnswer(world, runId, content);
  let isDrawable = false;
  for (const value of content.values) {
    if (content.state === 'progress' ? value.earlier : value.parts) {
      world.ledger.violate('wrong-history', `${runId} compares ${value.queryId} although it is not over`);
    }
    if (content.state === 'progress') continue;
    isDrawable ||= value.earlier?.some((number) => number !== null) === true;
    if (!world.features.outage) checkEarlier(world, run, value);
  }
  // A revision is shown as it came first: what became known of earlier days since then is in none of its repetitions.
  if (!world.history.isFirst(runId, revision) || !content.chart || !isDrawable) return;
  for (const destination of destinations) {
    if (isTelegramDestination(destination)) world.history.noteDrawable(destination.chatId, runId);
  }
}

function checkEarlier(world: World, run: ExpectedRun, { queryId, earlier = [] }: Value): void {
  for (let windowsAgo = 1; windowsAgo <= comparedWindowCount; windowsAgo += 1) {
    const windowEndMs = nearestWindowEndMs(world, run.windowEndMs - windowsAgo * world.windowMs);
    const shown = earlier.at(-windowsAgo) ?? null;
    compare(world, `${run.runId}, ${windowsAgo} days earlier`, {
      queryId,
      windowEndMs,
      isChanged: run.isChanged,
      shown,
    });
  }
}

/** @returns The end of the scheduled window that a window stands for, epoch ms. */
function nearestWindowEndMs({ windowMs }: World, endMs: number): number {
  const firstEndMs = worldStartMs + 10 * 60_000;
  return firstEndMs + Math.round((endMs - firstEndMs) / windowMs) * windowMs;
}

interface Compared {
  readonly queryId: string;
  readonly windowEndMs: number;
  readonly isChanged: boolean;
  readonly shown: number | null;
}

function compare({ history, kernel, ledger }: World, where: string, compared: Compared): void {
  const { queryId, windowEndMs, isChanged, shown } = compared;
  const kept = history.numberIn(windowEndMs, queryId, isChanged);
  const { value: earlier, untilMs = 0 } = kept?.before ?? {};
  // It was read before it was corrected.
  const isOld = shown !== null && shown === earlier && untilMs >= kernel.nowMs - readingMs;
  if (shown !== null && shown !== kept?.value && !isOld) {
    ledger.violate(
      'wrong-history',
      `${where}: ${queryId} was ${kept?.value ?? 'not known'} and is said to have been ${shown}`,
    );
  }
  if (shown === null && kept && kept.sinceMs < kernel.nowMs - readingMs) {
    ledger.violate('lost-history', `${where}: ${queryId} was ${kept.value} and is shown as a gap`);
  }
}

/** An answer to a button: the newest windows, each as the history has it, and their sum. */
function checkAnswer(world: World, runId: string, content: ReportContent): void {
  const { history, ledger, presses, kernel } = world;
  const { windowEndMs, values } = content;
  const isChanged =
    [...ledger.runs].find((run) => run.windowEndMs === windowEndMs && run.request.trigger.type === 'schedule')
      ?.isChanged ?? false;
  for (const { queryId, value, parts = [], earlier } of values) {
    const numberAt = (windowsAgo: number) =>
      history.numberIn(windowEndMs - windowsAgo * world.windowMs, queryId, isChanged)?.value ?? null;
    parts.forEach((shown, index) => {
      const windowsAgo = parts.length - 1 - index;
      const compared = { queryId, windowEndMs: windowEndMs - windowsAgo * world.windowMs, isChanged, shown };
      compare(world, `${runId}, ${windowsAgo} days earlier`, compared);
    });
    if (value !== sumOf(parts)) {
      ledger.violate('wrong-history', `${runId} sums ${queryId} up to ${value}, not ${sumOf(parts)}`);
    }
    const before = Array.from({ length: parts.length }, (_, index) => numberAt(parts.length + index));
    if (history.wasCorrectedSince(kernel.nowMs - readingMs)) continue;
    if (earlier && ([...parts, ...before].includes(null) || earlier[0] !== sumOf(before))) {
      ledger.violate('wrong-history', `${runId} compares ${queryId} with ${earlier[0]}`);
    }
  }
  const newestMs = Math.max(...history.windowEndsMs);
  const isKnown = Number.isFinite(newestMs) && history.hasSince(newestMs, kernel.nowMs - readingMs);
  if (values.length === 0 && isKnown) ledger.violate('lost-history', `${runId} knows of no earlier report`);
  presses.answers.push(new Map(values.map(({ queryId, value }) => [titleOf(queryId), value])));
}

const sumOf = (numbers: readonly (number | null)[]): number =>
  numbers.reduce<number>((sum, number) => sum + (number ?? 0), 0);
