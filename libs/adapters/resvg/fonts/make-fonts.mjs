/**
 * Cuts the fonts of charts down to the characters that charts use, and writes them beside this file. Run it by hand: the
 * repository does not need the packages afterwards.
 *
 *   npm install --no-save subset-font@2.9.0 @expo-google-fonts/noto-sans@0.4.2 @fontsource/noto-sans-jp@5.3.0
 *   node libs/adapters/resvg/fonts/make-fonts.mjs
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import subsetFont from 'subset-font';

const require = createRequire(import.meta.url);
const packageFile = (name, file) => join(dirname(require.resolve(`${name}/package.json`)), file);
const range = (first, last) =>
  String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, index) => first + index));

/** Latin with Extended-A, Romanian, Cyrillic of Russian, Ukrainian and their neighbours, punctuation, signs. */
const text = [
  range(0x20, 0x7e),
  range(0xa0, 0x17f),
  range(0x218, 0x21b),
  range(0x400, 0x45f),
  range(0x490, 0x491),
  range(0x2010, 0x2015),
  '\u2009\u202f‘’‚“”„†•…‰′″‹›€₽№™−\ufffd',
].join('');

/** Digits, numerals and characters of Chinese and Japanese dates. */
const eastAsian = `${range(0xff10, 0xff19)}〇零一二三四五六七八九十百千万億年月日時时分秒周週火水木金土曜`;

const cuts = [
  {
    source: packageFile('@expo-google-fonts/noto-sans', '400Regular/NotoSans_400Regular.ttf'),
    characters: text,
    target: 'noto-sans-regular.ttf',
  },
  {
    source: packageFile('@expo-google-fonts/noto-sans', '700Bold/NotoSans_700Bold.ttf'),
    characters: text,
    target: 'noto-sans-bold.ttf',
  },
  {
    source: packageFile('@fontsource/noto-sans-jp', 'files/noto-sans-jp-japanese-400-normal.woff2'),
    characters: eastAsian,
    target: 'noto-sans-jp-digits.ttf',
  },
];

for (const { source, characters, target } of cuts) {
  const font = await subsetFont(readFileSync(source), characters, { targetFormat: 'truetype' });
  writeFileSync(join(import.meta.dirname, target), font);
  console.log(`${target}: ${font.length} bytes`);
}
