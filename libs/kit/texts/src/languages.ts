/** The languages in which everything is said. English stands in for all others. */
export const languages = ['en', 'es', 'pt', 'de', 'ru'] as const;
export type Language = (typeof languages)[number];

/** Finds the language to speak by a tag as Telegram gives it: any case, with a region or without. Otherwise English. */
export function languageOf(tag: string | undefined): Language {
  const [primary] = (tag ?? '').toLowerCase().split(/[-_]/);
  return languages.find((known) => known === primary) ?? 'en';
}

/** Said once to a person whose app speaks none of these. */
export const otherLanguageNote = "I don't speak the language of your app, so I write in English.";
