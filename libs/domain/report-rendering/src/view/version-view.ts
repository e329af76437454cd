import { type ReportContent } from '@pulso/contracts/report-updates';

import { formatValue } from './number-view';
import { type Frame, clockTime } from './window-in-words';

/** Says which versions of the bot are new. @example 'New version since 14:02: failed 0.2% → 5.1%.' */
export const versionSentences = ({ versions = [], windowStartMs }: ReportContent, frame: Frame): string[] =>
  versions.map(({ sinceMs, isOld, changes }) => {
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
  });
