import { type StoredReport } from '@pulso/adapters/dynamodb-runs';
import { plainTextOf, renderReport } from '@pulso/report-rendering';

import { type KnownTruth } from '../bundled-day/create-bundled-day';
import { type TimedUpdate } from './read-updates';

/** A day of updates to show. */
export interface Day {
  /** For people. */
  readonly name: string;
  readonly updates: readonly TimedUpdate[];
  /** Only of a bundled day. */
  readonly truth?: KnownTruth;
}

/**
 * Compares what is stored about a run with what was delivered, and with the truth where it is known.
 *
 * @param delivered - Texts that the destinations show, oldest first.
 * @param withFaults - Whether faults were injected: they may repeat usage records.
 * @returns What is wrong, for people; undefined when the report is complete and right.
 */
export function judgeReport(
  stored: StoredReport | undefined,
  delivered: readonly string[],
  truth: KnownTruth | undefined,
  withFaults = false,
): string | undefined {
  if (!stored) return 'FAILED: no run was opened. The log of the dispatcher tells why: npm start shows it live.';
  if (stored.state !== 'closed') return 'FAILED: the run did not close in time.';
  const shown = delivered.at(-1);
  if (shown === undefined) return 'FAILED: the run closed, but its report was not delivered.';
  const expected = [undefined, 'repeated' as const].map((marker) =>
    plainTextOf(renderReport(stored.content, { marker })),
  );
  if (!expected.includes(shown)) {
    return `FAILED: the delivered text is not what is stored. Stored is:\n${expected[0] ?? ''}`;
  }
  if (stored.content.state !== 'complete') {
    const reasons = stored.content.missing.map(({ queryId, reason }) => `${queryId}: ${reason.message}`);
    return `PARTIAL: ${reasons.join(' ')}`;
  }
  return truth && compareWithTruth(stored, truth, withFaults);
}

function compareWithTruth({ content }: StoredReport, truth: KnownTruth, withFaults: boolean): string | undefined {
  const values = new Map(content.values.map(({ queryId, value }) => [queryId, value]));
  const wrong = Object.entries(truth).filter(([queryId, value]) => values.get(queryId) !== value);
  if (wrong.length === 0) return undefined;
  const mayBeRepeats = withFaults && wrong.every(([queryId, value]) => (values.get(queryId) ?? 0) > value);
  const differences = wrong.map(([queryId, value]) => `${queryId} is ${values.get(queryId)}, not ${value}`);
  const hint = mayBeRepeats
    ? ' A fault that struck the bot between its usage record and the mark on its claim repeats the record; ' +
      'that is not promised otherwise (docs/protocol.md). Faults that spare the bot leave the numbers right.'
    : '';
  return `FAILED: the bundled day has other numbers: ${differences.join(', ')}.${hint}`;
}
