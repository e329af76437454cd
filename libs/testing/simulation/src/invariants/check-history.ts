import { isTelegramDestination } from '@pulso/contracts/report-plan';
import { type ReportContent, type ReportUpdate } from '@pulso/contracts/report-updates';

import { firstEndMs, titleOf } from '../world/catalogue';
import { type World } from '../world/world';

type Update = Extract<ReportUpdate, { type: 'report-update' }>;

/**
 * How long a known number may be missing, ms: in a report that was read earlier and sent now. A process lives for half
 * a minute, and a call may take effect as much later.
 */
const readingMs = 5 * 60_000;

const comparedWindowCount = 14;

/**
 * Checks what an update says of earlier reports (invariant I13): each number equals the history's for that day under
 * the same definition, and gaps are exactly the days without one.
 */
export function checkHistory(world: World, { runId, revision, content, destinations }: Update): void {
  const { ledger, history, windowMs } = world;
  const { state, values, chart } = content;
  const run = ledger.runOf(runId);
  if (!run) return checkAnswer(world, runId, content);
  for (const { queryId, earlier = [], parts } of values) {
    if (state === 'progress' ? earlier.length > 0 : parts) {
      ledger.violate('wrong-history', `${runId} compares ${queryId} although it is not over`);
    }
    if (state === 'progress' || world.features.outage) continue;
    for (let windowsAgo = 1; windowsAgo <= comparedWindowCount; windowsAgo += 1) {
      // The corresponding scheduled window.
      const passedMs = run.windowEndMs - windowsAgo * windowMs - firstEndMs;
      const windowEndMs = firstEndMs + Math.round(passedMs / windowMs) * windowMs;
      const shown = earlier.at(-windowsAgo) ?? null;
      compare(world, { where: runId, queryId, windowEndMs, isChanged: run.isChanged, shown });
    }
  }
  const isDrawable = state !== 'progress' && values.some(({ earlier }) => earlier?.some((number) => number !== null));
  // A revision is repeated as it was: later corrections of earlier days are not in its repeats.
  if (!history.isFirst(runId, revision) || !chart || !isDrawable) return;
  for (const destination of destinations) {
    if (isTelegramDestination(destination)) history.noteDrawable(destination.chatId, runId);
  }
}

interface Compared {
  readonly where: string;
  readonly queryId: string;
  readonly windowEndMs: number;
  readonly isChanged: boolean;
  readonly shown: number | null;
}

function compare({ history, kernel, ledger }: World, compared: Compared): void {
  const { where, queryId, windowEndMs, isChanged, shown } = compared;
  const kept = history.numberIn(windowEndMs, queryId, isChanged);
  const { value: earlier, untilMs = 0 } = kept?.before ?? {};
  const said = (how: string): string =>
    `${where}: ${queryId} was ${kept?.value ?? 'not known'} at ${new Date(windowEndMs).toISOString()} and is ${how}`;
  // It was read before its correction.
  const isOld = shown !== null && shown === earlier && untilMs >= kernel.nowMs - readingMs;
  if (shown !== null && shown !== kept?.value && !isOld) {
    ledger.violate('wrong-history', said(`said to have been ${shown}`));
  }
  if (shown === null && kept && kept.sinceMs < kernel.nowMs - readingMs) {
    ledger.violate('lost-history', said('shown as a gap'));
  }
}

/** An answer to a button: the newest windows with the history's numbers, and their sum. */
function checkAnswer(world: World, runId: string, { windowEndMs, values }: ReportContent): void {
  const { history, ledger, presses, kernel, windowMs } = world;
  const isChanged =
    [...ledger.runs].find((run) => run.windowEndMs === windowEndMs && run.request.trigger.type === 'schedule')
      ?.isChanged ?? false;
  for (const { queryId, value, parts = [], earlier } of values) {
    const endOf = (windowsAgo: number): number => windowEndMs - windowsAgo * windowMs;
    parts.forEach((shown, index) => {
      const compared = { where: runId, queryId, windowEndMs: endOf(parts.length - 1 - index), isChanged, shown };
      compare(world, compared);
    });
    if (value !== sumOf(parts)) {
      ledger.violate('wrong-history', `${runId} sums ${queryId} up to ${value}, not ${sumOf(parts)}`);
    }
    const before = parts.map(
      (_, index) => history.numberIn(endOf(parts.length + index), queryId, isChanged)?.value ?? null,
    );
    if (history.wasCorrectedSince(kernel.nowMs - readingMs)) continue;
    if (earlier && ([...parts, ...before].includes(null) || earlier[0] !== sumOf(before))) {
      ledger.violate('wrong-history', `${runId} compares ${queryId} with ${earlier[0]}`);
    }
  }
  if (values.length === 0 && history.hasNewestSince(kernel.nowMs - readingMs)) {
    ledger.violate('lost-history', `${runId} knows of no earlier report`);
  }
  presses.answers.push(new Map(values.map(({ queryId, value }) => [titleOf(queryId), value])));
}

const sumOf = (numbers: readonly (number | null)[]): number =>
  numbers.reduce<number>((sum, number) => sum + (number ?? 0), 0);
