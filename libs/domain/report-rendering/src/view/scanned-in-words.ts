import { type Language, formatNumber, reportTexts } from '@pulso/kit/texts';

/**
 * What Logs Insights takes for a byte in its dearest region, US cents: 0.9 cents for 1 GB.
 *
 * @see https://aws.amazon.com/cloudwatch/pricing/ 0.5 cents in us-east-1, read 2026-12-01; the dearest: unverified
 */
const centsPerByte = 0.9 / 1e9;

const units = ['kB', 'MB', 'GB'] as const;

/** Says how much was read, and a round number of cents that it does not cost. */
export function scannedInWords(byteCount: number, language: Language): string {
  let size = byteCount / 1000;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  const shown = size >= 10 || unit === 0 ? Math.ceil(size) : Math.round(size * 10) / 10;
  const cents = centsAbove(byteCount * centsPerByte);
  return reportTexts(language).scanned(
    `${formatNumber(shown, language)}\u00a0${units[unit]}`,
    formatNumber(cents, language),
  );
}

/** @returns 0.01, 0.1, or whole cents. */
function centsAbove(cents: number): number {
  if (cents < 0.01) return 0.01;
  return cents < 0.1 ? 0.1 : Math.floor(cents) + 1;
}
