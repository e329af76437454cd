/** Languages that people name, by their codes of ISO 639-1. */
const codes =
  'ar az be bg bn ca cs da de el en es et fa fi fr he hi hr hu hy id it ja ka kk ko ky lt lv mk ms nl no pl pt ro ru sk sl sq sr sv sw ta te tg th tr uk ur uz vi zh'.split(
    ' ',
  );

const spoken = ['en', 'es', 'pt', 'de', 'ru'] as const;

/** Of a shorter name, every letter counts. */
const leastStemLength = 5;

interface NamedLanguage {
  readonly code: string;
  /** Lower case, without accents, without an ending. */
  readonly stems: readonly string[];
}

let known: readonly NamedLanguage[] | undefined;

function readNames(): readonly NamedLanguage[] {
  const names = spoken.map((language) => new Intl.DisplayNames([language], { type: 'language' }));
  const plain = (name: string): string =>
    name
      .toLowerCase()
      .normalize('NFD')
      .replace(/(?<=[a-z])[\u0300-\u036f]/g, '')
      .normalize('NFC');
  const stemOf = (name: string): string => name.slice(0, Math.max(leastStemLength, name.length - 2));
  return codes.map((code) => ({ code, stems: names.map((name) => stemOf(plain(name.of(code) ?? code))) }));
}

/**
 * Finds the language that a word names, in one of the bot's languages and whatever its ending.
 *
 * @param word - Lower case, without accents.
 * @example languageNamed('spanische'); // 'es'
 */
export function languageNamed(word: string): string | undefined {
  if (word.length < 4) return undefined;
  known ??= readNames();
  return known.find(({ stems }) => stems.some((stem) => word.startsWith(stem)))?.code;
}

export const isLanguageCode = (word: string): boolean => codes.includes(word);
