import { type ReportContent } from '@pulso/contracts/report-updates';
import { type KnownReason, type Language, reportTexts } from '@pulso/texts';

import { clip } from './clip';

type Reason = ReportContent['missing'][number]['reason'];

const maxReasonLength = 200;
const maxCodeLength = 30;

/** Reasons whose message names what to correct: a query, a log group, a grant. */
const detailed: ReadonlySet<string> = new Set<KnownReason>([
  'access-denied',
  'invalid-parameter',
  'log-group-missing',
  'malformed-query',
]);

/**
 * Says why a question has no answer. Services write English, so an English reader gets what they wrote; others get a
 * sentence for the code, with the message behind it where that says more.
 *
 * @returns For a code that no sentence is known for, the message as it came, else the code.
 */
export function reasonText({ code, message }: Reason, language: Language): string {
  const { reasons } = reportTexts(language);
  const sentence = isKnown(code, reasons) ? reasons[code] : undefined;
  const said = clip(message, maxReasonLength);
  if (sentence === undefined || (language === 'en' && said !== '')) return said || clip(code, maxReasonLength);
  return detailed.has(code) && said !== '' ? clip(`${sentence} (${said})`, maxReasonLength) : sentence;
}

/** Says the same in two or three words. */
export function shortReasonText({ code }: Reason, language: Language): string {
  const { shortReasons, otherReason } = reportTexts(language);
  return isKnown(code, shortReasons) ? shortReasons[code] : clip(code, maxCodeLength) || otherReason;
}

const isKnown = (code: string, reasons: Readonly<Record<KnownReason, string>>): code is KnownReason =>
  Object.hasOwn(reasons, code);
