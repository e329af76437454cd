/** The languages in which everything is said. English stands in for all others. */
export const languages = ['en', 'es', 'pt', 'de', 'ru'] as const;
export type Language = (typeof languages)[number];

/**
 * Finds the language to speak.
 *
 * @param tag - A language tag as Telegram gives it, any case, with or without a region: `pt-br`. Anything else, and
 *   undefined, is English.
 */
export function languageOf(tag: string | undefined): Language {
  const [primary] = (tag ?? '').toLowerCase().split(/[-_]/);
  return languages.find((known) => known === primary) ?? 'en';
}
