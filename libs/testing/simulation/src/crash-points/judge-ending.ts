import { queryJobsDelivery } from '@pulso/contracts/query-jobs';
import { reportUpdatesDelivery } from '@pulso/contracts/report-updates';
import { runEventsDelivery } from '@pulso/contracts/run-events';

import { type Trace } from '../world/trace';

/** A fault of one world's ending. */
export interface Objection {
  /** Short name of the rule. */
  readonly rule: string;
  readonly message: string;
}

export interface Expectation {
  readonly queryCount: number;
  /** The number of faults in this world's script. */
  readonly faultCount: number;
  /** The chats that get the report in the world without faults. */
  readonly chatIds: readonly string[];
}

/** The most that a fault costs: the longest visibility timeout of a queue, ms. */
const longestReturnMs =
  1000 *
  Math.max(
    ...[queryJobsDelivery, runEventsDelivery, reportUpdatesDelivery].map(
      ({ visibilityTimeoutSeconds }) => visibilityTimeoutSeconds,
    ),
  );

/** The time of an undisturbed run, ms. */
const undisturbedMs = 60_000;

/** How long after its due time a report comes again, by the number of unanswered sends, ms. */
const repeatedAfterMs = [0, 3, 16].map((minutes) => minutes * 60_000);

/**
 * Judges the end of a world with one or two scripted faults by what people saw. Stricter than the invariants, which
 * allow any number of faults:
 *
 * - every question is answered: the report is complete, everywhere, and no chat ever shows a partial one;
 * - it arrives within one visibility timeout per fault plus a minute: long before the run is due. A report with two
 *   unanswered sends waits longer, and is marked as repeated;
 * - a chat gets one message; another one is marked as repeated, or follows the placeholder of a bot that died.
 */
export function judgeEnding({ calls, texts }: Trace, { queryCount, faultCount, chatIds }: Expectation): Objection[] {
  const objections: Objection[] = [];
  const object = (rule: string, message: string): void => void objections.push({ rule, message });

  const struck = calls.filter(({ fault }) => fault !== undefined);
  if (struck.length !== faultCount) object('fault-missed', `${struck.length} of ${faultCount} faults took place`);

  const newTexts = texts.filter(({ isNew }) => isNew);
  const markedCount = newTexts.filter(({ report }) => report?.marker === 'repeated').length;
  const ofBotCount = struck.filter(({ functionName }) => functionName === 'bot').length;
  if (newTexts.length < chatIds.length || newTexts.length > chatIds.length + markedCount + ofBotCount) {
    object('message-count', `${newTexts.length} messages in ${chatIds.length} chats, ${markedCount} of them marked`);
  }
  const ofNotifierCount = struck.filter(({ functionName }) => functionName === 'notifier').length;
  if (markedCount > ofNotifierCount) object('needless-mark', `${markedCount} marked as repeated`);
  if (texts.some(({ report }) => report?.state === 'partial')) object('partial', 'A partial report was shown');

  // Before a report is due, the aggregator only sweeps.
  const firstAtMs = calls.find(({ functionName }) => functionName !== 'aggregator')?.atMs ?? 0;
  for (const chatId of chatIds) {
    const closed = texts.filter((text) => text.chatId === chatId && text.report && text.report.state !== 'progress');
    const last = closed.at(-1)?.report;
    if (last?.state !== 'complete' || last.values.size !== queryCount) {
      object('not-complete', `${chatId} shows ${last ? `${last.values.size} of ${queryCount}` : 'no report'}`);
    }
    const waitedMs = (closed[0]?.atMs ?? firstAtMs) - firstAtMs;
    const repeatMs = closed[0]?.report?.marker === 'repeated' ? (repeatedAfterMs[ofNotifierCount] ?? Infinity) : 0;
    const allowedMs = undisturbedMs + Math.max(faultCount * longestReturnMs, repeatMs);
    if (waitedMs > allowedMs) object('slow', `${chatId} waits for ${waitedMs} ms`);
  }
  return objections;
}
