/** The languages of the world, as far as this machine's Unicode data knows them. */
const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/**
 * Finds a destination's language that there is not: a word such as `german` has the form of a tag, and would silently
 * read English.
 *
 * @param place - The field, for example `destinations.owners.0.language`.
 * @returns One sentence without its file, or none.
 */
export function languageProblems(place: string, language: string | undefined): string[] {
  if (language === undefined || isLanguage(language)) return [];
  return [
    `${place} is "${language}", which is no language: write a tag such as en, de or pt-br, or leave it out for en`,
  ];
}

function isLanguage(tag: string): boolean {
  try {
    // Reports take an underscore for a dash.
    return languages.of(tag.replaceAll('_', '-')) !== undefined;
  } catch {
    return false;
  }
}
