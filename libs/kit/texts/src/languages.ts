/** The languages in which everything is said. English stands in for all others. */
export const languages = ['en', 'es', 'pt', 'de', 'ru'] as const;
export type Language = (typeof languages)[number];

const spokenBy = (tag: string): Language | undefined =>
  languages.find((known) => known === tag.toLowerCase().split(/[-_]/)[0]);

/** Finds the language to speak by a tag as Telegram gives it: any case, with a region or without. Otherwise English. */
export function languageOf(tag: string | undefined): Language {
  return spokenBy(tag ?? '') ?? 'en';
}

/** Said once to a person whose app speaks another language; undefined to all others. */
export const otherLanguageNote = (tag: string | undefined): string | undefined =>
  tag === undefined || spokenBy(tag)
    ? undefined
    : "I don't speak the language of your app, so I write in English. I also know español, português, Deutsch and русский.";
