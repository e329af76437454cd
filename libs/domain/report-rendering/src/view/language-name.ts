/** What the languages of most Telegram users call themselves, after their codes. */
const names: ReadonlyMap<string, string> = new Map(
  `
ar العربية, az azərbaycan, be беларуская, bg български, bn বাংলা, ca català, cs čeština, da dansk,
de Deutsch, el Ελληνικά, en English, es español, et eesti, eu euskara, fa فارسی, fi suomi, fil Filipino,
fr français, gl galego, he עברית, hi हिन्दी, hr hrvatski, hu magyar, hy հայերեն, id Indonesia,
it italiano, ja 日本語, ka ქართული, kk қазақ тілі, ko 한국어, lt lietuvių, lv latviešu, ms Melayu, nb norsk,
nl Nederlands, pl polski, pt português, ro română, ru русский, sk slovenčina, sl slovenščina, sr српски,
sv svenska, ta தமிழ், th ไทย, tr Türkçe, uk українська, ur اردو, uz oʻzbek, vi Tiếng Việt, zh 中文
`
    .trim()
    .split(/,\s/)
    .map((entry): [string, string] => [entry.slice(0, entry.indexOf(' ')), entry.slice(entry.indexOf(' ') + 1)]),
);

/**
 * Names a language in that language, with its region. Names of `Intl` would change with the runtime.
 *
 * @returns Undefined for a language that the table lacks.
 * @example languageNameOf('pt-br'); // 'português (BR)'
 */
export function languageNameOf(tag: string): string | undefined {
  const [, primary = '', region] = /^([a-z]{2,3})(?:[-_]([a-z]{2,4}|\d{3}))?$/i.exec(tag) ?? [];
  const name = names.get(primary.toLowerCase());
  if (name === undefined || region === undefined) return name;
  return `${name} (${region.toUpperCase()})`;
}
