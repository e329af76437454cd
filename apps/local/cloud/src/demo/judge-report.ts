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

/** What the demo thinks of its own report, with a message for people. */
export type Judgement =
  | { readonly verdict: 'right' }
  /** Not what was expected, and as it may be when faults strike the bot. */
  | { readonly verdict: 'explained'; readonly message: string }
  | { readonly verdict: 'wrong'; readonly message: string };

const right: Judgement = { verdict: 'right' };
const wrong = (message: string): Judgement => ({ verdict: 'wrong', message });

/**
 * Compares what is stored about a run with what was delivered, and with the truth where it is known.
 *
 * @param delivered - Texts that the destinations show, oldest first.
 * @param withFaults - Whether faults were injected: they may repeat usage records.
 * @returns `right` for a complete report with the right numbers, as far as they are known.
 */
export function judgeReport(
  stored: StoredReport | undefined,
  delivered: readonly string[],
  truth: KnownTruth | undefined,
  withFaults = false,
): Judgement {
  if (!stored) return wrong('FAILED: no run was opened. The log of the dispatcher tells why: npm start shows it live.');
  if (stored.state !== 'closed') return wrong('FAILED: the run did not close in time.');
  const shown = delivered.at(-1);
  if (shown === undefined) return wrong('FAILED: the run closed, but its report was not delivered.');
  const expected = [undefined, 'repeated' as const].map((marker) =>
    plainTextOf(renderReport(stored.content, { marker })),
  );
  if (!expected.includes(shown)) {
    return wrong(`FAILED: the delivered text is not what is stored. Stored is:\n${expected[0] ?? ''}`);
  }
  if (stored.content.state !== 'complete') {
    const reasons = stored.content.missing.map(({ queryId, reason }) => `${queryId}: ${reason.message}`);
    return wrong(`PARTIAL: ${reasons.join(' ')}`);
  }
  return truth ? compareWithTruth(stored, truth, withFaults) : right;
}

function compareWithTruth({ content }: StoredReport, truth: KnownTruth, withFaults: boolean): Judgement {
  const values = new Map(content.values.map(({ queryId, value }) => [queryId, value]));
  const differing = Object.entries(truth).filter(([queryId, value]) => values.get(queryId) !== value);
  if (differing.length === 0) return right;
  const mayBeRepeats = withFaults && differing.every(([queryId, value]) => (values.get(queryId) ?? 0) > value);
  const differences = differing
    .map(([queryId, value]) => `${queryId} is ${values.get(queryId)}, not ${value}`)
    .join(', ');
  if (!mayBeRepeats) return wrong(`FAILED: the bundled day has other numbers: ${differences}.`);
  const message =
    `Some requests are counted twice: ${differences}. A fault that strikes the bot after it has written a usage record, ` +
    'and before it has marked the update as done, repeats the record. Pulso does not promise to prevent that ' +
    '(docs/reliability.md); faults that spare the bot leave the numbers right.';
  return { verdict: 'explained', message };
}
