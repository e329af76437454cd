import { type ReportContent } from '@pulso/contracts/report-updates';
import { type KnownReason, type Language, reportTexts } from '@pulso/kit/texts';

import { clip } from './line-text';
import { type Frame } from './window-in-words';

/** Questions without an answer, for the same reason. */
export interface MissingView {
  readonly name: string;
  /** Why there is no answer; while the run is open, an ellipsis. */
  readonly reason: string;
  /** In two or three words. */
  readonly shortReason: string;
  /** How many questions it stands for. */
  readonly questionCount: number;
}

type Missing = ReportContent['missing'][number];

export const questionCountOf = (missing: readonly MissingView[]): number =>
  missing.reduce((sum, { questionCount }) => sum + questionCount, 0);

/** Names in one line. */
const maxNames = 12;

/** Reasons that nobody can mend: names beyond the first line are only counted. */
const nothingToMend: ReadonlySet<string> = new Set<KnownReason | 'not-yet'>([
  'no-history',
  'not-kept',
  'not-recognised',
  'not-yet',
]);

/** Questions with the same reason share lines: they need one repair. While the run is open each has its own. */
export function missingViewsOf({ missing, state }: ReportContent, { titleOf, language, texts }: Frame): MissingView[] {
  const isOpen = state === 'progress';
  const viewOf = ({ reason }: Missing, names: readonly string[], questionCount = names.length): MissingView => ({
    name: names.join(', '),
    reason: isOpen ? '…' : reasonText(reason, language),
    shortReason: shortReasonText(reason, language),
    questionCount,
  });
  const nameOf = ({ title, queryId }: Missing): string => titleOf(title, queryId);
  if (isOpen) return missing.map((one) => viewOf(one, [nameOf(one)]));
  const alike = Map.groupBy(missing, ({ reason }) => reasonText(reason, language));
  return [...alike.values()].flatMap((group) => {
    const first = group[0] as Missing;
    const names = group.map(nameOf);
    const lines = Array.from({ length: Math.ceil(names.length / maxNames) }, (_, line) =>
      names.slice(line * maxNames, (line + 1) * maxNames),
    );
    const [firstNames = []] = lines;
    return lines.length > 1 && nothingToMend.has(first.reason.code)
      ? [viewOf(first, [...firstNames, texts.andMore(names.length - maxNames)], names.length)]
      : lines.map((line) => viewOf(first, line));
  });
}

const maxReasonLength = 200;
const maxCodeLength = 30;

/** Their messages name what to correct: a query, a log group, a grant. */
const detailed: ReadonlySet<string> = new Set<KnownReason>([
  'access-denied',
  'invalid-parameter',
  'log-group-missing',
  'malformed-query',
]);

/**
 * Services write English, so an English reader gets what they wrote; others get a sentence for the code, with the
 * message behind it where that says more. An unknown code has the message as it came, else itself.
 */
export function reasonText({ code, message }: Missing['reason'], language: Language): string {
  const { reasons } = reportTexts(language);
  const sentence = isKnown(code, reasons) ? reasons[code][0] : undefined;
  const said = clip(message, maxReasonLength);
  if (sentence === undefined || (language === 'en' && said !== '')) return said || clip(code, maxReasonLength);
  return detailed.has(code) && said !== '' ? clip(`${sentence} (${said})`, maxReasonLength) : sentence;
}

/** Says the same in two or three words. */
function shortReasonText({ code }: Missing['reason'], language: Language): string {
  const { reasons, otherReason } = reportTexts(language);
  return isKnown(code, reasons) ? reasons[code][1] : clip(code, maxCodeLength) || otherReason;
}

const isKnown = (code: string, reasons: Readonly<Record<KnownReason, unknown>>): code is KnownReason =>
  Object.hasOwn(reasons, code);
