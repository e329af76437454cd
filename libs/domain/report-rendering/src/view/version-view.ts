import { type ReportContent } from '@pulso/contracts/report-updates';

import { formatValue } from './number-view';
import { type Frame, clockTime } from './window-in-words';

type Version = NonNullable<ReportContent['versions']>[number];

/**
 * Says which versions of the bot came into use, and what has changed with them.
 *
 * @example 'New version since 14:02: failed 0.2% → 5.1%, 95% within 38 ms → 410 ms.'
 */
export const versionTextOf = ({ versions = [], windowStartMs }: ReportContent, frame: Frame): string | undefined =>
  versions.map((version) => sentenceOf(version, windowStartMs, frame)).join(' ') || undefined;

function sentenceOf({ sinceMs, isOld, changes }: Version, windowStartMs: number, frame: Frame): string {
  const { texts, zone, language } = frame;
  const time = zone.wallTimeAt(sinceMs);
  // Within a day's window each time of the day occurs once.
  const date = sinceMs < windowStartMs ? ` (${texts.date(time)})` : '';
  const changed = changes?.map(({ of, before, after }) => {
    const unit = of === 'p95' ? 'milliseconds' : 'percent';
    return `${texts.versionChange[of]} ${formatValue(before, unit, language)} → ${formatValue(after, unit, language)}`;
  });
  const words = changed?.length === 0 ? texts.versionUnchanged : changed?.join(', ');
  const since = texts.versionSince(`${clockTime(time)}${date}`, isOld !== undefined);
  return words === undefined ? `${since}.` : `${since}: ${words}.`;
}
