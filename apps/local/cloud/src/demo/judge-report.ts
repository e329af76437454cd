import { type StoredReport } from '@pulso/adapters/dynamodb';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { type Marker, renderReport, renderReportMail } from '@pulso/domain/report-rendering';

import { type FaultCounts } from '../faults/inject-faults';
import { readMail } from '../posted/read-mail';

/** What was counted while a day was made: by the keys of {@link numbersOf}. */
export type Truth = Readonly<Record<string, number>>;

/** What the destinations got of a report, oldest first. */
export interface Delivered {
  /** Texts of messages. */
  readonly texts: readonly string[];
  /** Mails as they travel. */
  readonly mails: readonly string[];
  /** Bodies of a webhook's calls. */
  readonly bodies: readonly string[];
}

/** What the demo thinks of its own report, with a message for people. */
export type Judgement =
  | { readonly verdict: 'right' }
  /** Not what was expected, and as it may be when faults strike the bot. */
  | { readonly verdict: 'explained'; readonly message: string }
  | { readonly verdict: 'wrong'; readonly message: string };

const right: Judgement = { verdict: 'right' };
const wrong = (message: string): Judgement => ({ verdict: 'wrong', message });

/** A send whose answer got lost is repeated, and says so. */
const markers: readonly (Marker | undefined)[] = [undefined, 'repeated'];

/**
 * Compares what is stored about a run with what each destination got, and with the truth where it is known.
 *
 * @param truth - Absent: it is not known.
 * @param withFaults - Whether faults were injected: they may repeat usage records.
 * @returns `right` for a complete report with the right numbers, as far as they are known.
 */
export function judgeReport(
  stored: StoredReport | undefined,
  delivered: Delivered,
  truth: Truth | undefined,
  withFaults = false,
): Judgement {
  if (!stored) return wrong('FAILED: no run was opened. The log of the dispatcher tells why: npm start shows it live.');
  if (stored.state !== 'closed') return wrong('FAILED: the run did not close in time.');
  const shown = delivered.texts.at(-1);
  if (shown === undefined) return wrong('FAILED: the run closed, but its report was not delivered.');
  const expected = markers.map((marker) => renderReport(stored.content, { marker }).text);
  if (!expected.includes(shown)) {
    return wrong(`FAILED: the delivered text is not what is stored. Stored is:\n${expected[0] ?? ''}`);
  }
  const [mail, body] = [delivered.mails.at(-1), delivered.bodies.at(-1)];
  if (mail !== undefined && !saysTheSame(mail, stored)) return wrong('FAILED: the mail does not say what is stored.');
  if (body !== undefined && !hasTheSame(body, stored)) {
    return wrong('FAILED: the webhook did not get the numbers that are stored.');
  }
  if (stored.content.state !== 'complete') {
    const reasons = stored.content.missing.map(({ queryId, reason }) => `${queryId}: ${reason.message}`);
    return wrong(`PARTIAL: ${reasons.join(' ')}`);
  }
  return truth ? compareWithTruth(stored, truth, withFaults) : right;
}

/** A mail says more besides: how to end the subscription, and what its picture shows. */
function saysTheSame(mail: string, { content }: StoredReport): boolean {
  const lines = new Set(readMail(mail).text.split('\n'));
  return markers.some((marker) =>
    renderReportMail(content, { marker })
      .text.split('\n')
      .every((line) => lines.has(line)),
  );
}

/** Only Pulso's own format has the numbers as such; the others have the text of a message. */
function hasTheSame(body: string, { content }: StoredReport): boolean {
  const { numbers }: { numbers?: { queryId: string; numberId: string | null; value: number }[] } = JSON.parse(body);
  if (numbers === undefined) return true;
  const received = Object.fromEntries(numbers.map((number) => [numberKey(number), number.value]));
  const stored = numbersOf(content.values);
  return (
    Object.keys(received).length === Object.keys(stored).length &&
    Object.entries(stored).every(([key, value]) => received[key] === value)
  );
}

/** What became of requests. How many there were, no fault of a reply changes. */
const outcomeKeys: ReadonlySet<string> = new Set(['activity.answered', 'activity.refused', 'activity.failed']);

function compareWithTruth({ content }: StoredReport, truth: Truth, withFaults: boolean): Judgement {
  const values = numbersOf(content.values);
  const differing = Object.entries(truth).filter(([key, value]) => values[key] !== value);
  if (differing.length === 0) return right;
  const mayBeRepeats = withFaults && differing.every(([key, value]) => (values[key] ?? 0) > value);
  const differences = differing.map(([key, value]) => `${key} is ${values[key]}, not ${value}`).join(', ');
  if (withFaults && !mayBeRepeats && differing.every(([key]) => outcomeKeys.has(key))) {
    const message =
      `Other replies than on the bundled day were answered: ${differences}. A fault that strikes the bot's calls of ` +
      'Telegram leaves it unsure whether a reply has arrived; such a reply counts as failed.';
    return { verdict: 'explained', message };
  }
  if (!mayBeRepeats) return wrong(`FAILED: the bundled day has other numbers: ${differences}.`);
  const message =
    `Some requests are counted twice: ${differences}. A fault that strikes the bot after it has written a usage record, ` +
    'and before it has marked the update as done, repeats the record. Pulso does not promise to prevent that ' +
    '(docs/reliability.md); faults that spare the bot leave the numbers right.';
  return { verdict: 'explained', message };
}

/** The faults that were injected into a demo. */
export interface StruckFaults {
  readonly seed: number;
  readonly injected: FaultCounts;
}

/**
 * Takes the numbers out of a run's stored record, for programs. Times are ISO in UTC; the window's end does not belong to
 * it. Numbers of the windows before are there where any is known, oldest first.
 *
 * @param stored - Of a closed run; one that still runs counts as partial.
 */
export function reportJsonOf({ runId, content }: StoredReport, faults?: StruckFaults) {
  const earlier = content.values.flatMap((value) => (value.earlier ? [[numberKey(value), value.earlier]] : []));
  return {
    runId,
    reportId: content.reportId,
    status: content.state === 'complete' ? 'complete' : 'partial',
    windowStart: new Date(content.windowStartMs).toISOString(),
    windowEnd: new Date(content.windowEndMs).toISOString(),
    values: numbersOf(content.values),
    ...(earlier.length > 0 && { earlier: Object.fromEntries(earlier) }),
    ...(content.noRecords && { noRecords: true }),
    missing: content.missing.map(({ queryId, reason }) => ({ queryId, reason: reason.message })),
    ...(faults && { faults }),
  };
}

/** The numbers of a report by question, or by question and number where a question has several: `activity.people`. */
export const numbersOf = (values: ReportContent['values']): Readonly<Record<string, number>> =>
  Object.fromEntries(values.map((value) => [numberKey(value), value.value]));

/** @example numberKey({ queryId: 'activity', numberId: 'people' }); // 'activity.people' */
export const numberKey = ({ queryId, numberId }: { queryId: string; numberId?: string | null | undefined }): string =>
  typeof numberId === 'string' ? `${queryId}.${numberId}` : queryId;
