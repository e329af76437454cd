import { type Language } from '@pulso/texts';

/** Above this, doubles skip whole numbers, and grouping would show digits that were never counted. */
const largestGrouped = Number.MAX_SAFE_INTEGER;

/** What stands between groups of three digits, and before the decimals. */
const separators: Readonly<Record<Language, readonly [group: string, decimal: string]>> = {
  en: [',', '.'],
  es: ['.', ','],
  pt: ['.', ','],
  de: ['.', ','],
  ru: ['\u202f', ','],
};

/**
 * Writes a number the same way on every machine: groups of three, at most two decimals.
 *
 * Not `Intl`: its output depends on the ICU data of the runtime, and Telegram takes an edit for done only when the text
 * has not changed.
 *
 * @example formatNumber(1234.5); // '1,234.5'
 * @example formatNumber(1234.5, 'de'); // '1.234,5'
 */
export function formatNumber(value: number, language: Language = 'en'): string {
  const [group, decimal] = separators[language];
  if (!Number.isFinite(value) || Math.abs(value) > largestGrouped) return String(value).replace('.', decimal);
  const rounded = roundForReaders(value);
  if (Math.abs(rounded) < 0.01 && rounded !== 0) return String(rounded).replace('.', decimal);
  const [whole = '0', decimals] = Math.abs(rounded).toFixed(2).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  const shown = (decimals ?? '').replace(/0+$/, '');
  return `${rounded < 0 ? '-' : ''}${grouped}${shown && `${decimal}${shown}`}`;
}

/** Two decimals, or two significant digits where two decimals would be nothing but zeros. */
const roundForReaders = (value: number): number =>
  Math.abs(value) >= 0.01 ? Number(value.toFixed(2)) : Number(value.toPrecision(2));
