import { type Language } from './languages';

/** Above this, doubles skip whole numbers, and grouping would show digits that were never counted. */
const largestGrouped = Number.MAX_SAFE_INTEGER;

interface NumberStyle {
  /** Between groups of three digits. */
  readonly group: string;
  /** Whole numbers of fewer digits are not grouped. */
  readonly minGroupedDigits: number;
  /** Before the decimals. */
  readonly decimal: string;
  /** With what stands between it and the number. */
  readonly percentSign: string;
}

const styles: Readonly<Record<Language, NumberStyle>> = {
  en: { group: ',', minGroupedDigits: 4, decimal: '.', percentSign: '%' },
  // A point before three digits begins the decimals in Mexico, and groups them in Spain. A space is read alike everywhere.
  es: { group: '\u202f', minGroupedDigits: 5, decimal: ',', percentSign: '\u00a0%' },
  pt: { group: '.', minGroupedDigits: 4, decimal: ',', percentSign: '%' },
  de: { group: '.', minGroupedDigits: 4, decimal: ',', percentSign: '\u00a0%' },
  ru: { group: '\u202f', minGroupedDigits: 4, decimal: ',', percentSign: '\u00a0%' },
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
  const { group, minGroupedDigits, decimal } = styles[language];
  if (!Number.isFinite(value) || Math.abs(value) > largestGrouped) return String(value).replace('.', decimal);
  const rounded = roundForReaders(value);
  if (Math.abs(rounded) < 0.01 && rounded !== 0) return String(rounded).replace('.', decimal);
  const [whole = '0', decimals] = Math.abs(rounded).toFixed(2).split('.');
  const grouped = whole.length < minGroupedDigits ? whole : whole.replace(/\B(?=(\d{3})+$)/g, group);
  const shown = (decimals ?? '').replace(/0+$/, '');
  return `${rounded < 0 ? '-' : ''}${grouped}${shown && `${decimal}${shown}`}`;
}

/** @example percentSignOf('pt'); // '%', which stands right after the number */
export const percentSignOf = (language: Language): string => styles[language].percentSign;

/** Two decimals, or two significant digits where two decimals would be nothing but zeros. */
const roundForReaders = (value: number): number =>
  Math.abs(value) >= 0.01 ? Number(value.toFixed(2)) : Number(value.toPrecision(2));
