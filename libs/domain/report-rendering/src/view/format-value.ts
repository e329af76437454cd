import { type ReportContent } from '@pulso/contracts/report-updates';
import { type Language, formatNumber, percentSignOf, reportTexts } from '@pulso/kit/texts';

export type Unit = ReportContent['values'][number]['unit'];

const msPerSecond = 1000;
const msPerMinute = 60_000;

/**
 * Writes a number with its unit. Durations take the unit in which they are short; a non-breaking space keeps number and
 * unit in one line.
 *
 * @example formatValue(1234, 'milliseconds', 'en'); // '1.2 s'
 */
export function formatValue(value: number, unit: Unit, language: Language): string {
  switch (unit) {
    case undefined:
    case 'count':
      return formatNumber(value, language);
    case 'percent':
      return `${formatNumber(value, language)}${percentSignOf(language)}`;
    case 'milliseconds':
      return formatDuration(value, language);
    default:
      return unit satisfies never;
  }
}

function formatDuration(ms: number, language: Language): string {
  const { milliseconds, seconds, minutes } = reportTexts(language).units;
  // Half a millisecond below a second is a second: no "1,000 ms".
  if (Math.abs(ms) < msPerSecond - 0.5)
    return withUnit(Math.abs(ms) < 10 ? ms : Math.round(ms), milliseconds, language);
  if (Math.abs(ms) < msPerMinute - 50) return withUnit(oneDecimal(ms / msPerSecond), seconds, language);
  return withUnit(oneDecimal(ms / msPerMinute), minutes, language);
}

const oneDecimal = (value: number): number => Math.round(value * 10) / 10;

const withUnit = (value: number, unit: string, language: Language): string =>
  `${formatNumber(value, language)}\u00a0${unit}`;
