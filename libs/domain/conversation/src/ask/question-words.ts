import { type Language, languages } from '@pulso/kit/texts';

import { startSourceOf } from '../intake/start-source';
import table from './question-words.json';

/** A word with its meaning, or a name: `/roll`, `link:promo_x`, `lang:es`; a number, a date `7.11.2026`; `?` is unknown. */
export interface Token {
  readonly meaning: string;
  /** As it was typed, but lower case and without accents. */
  readonly word: string;
}

/** What a word means, and in which of the languages. */
type Entry = readonly [meaning: string, column: number];

/**
 * The words of the table by language: lower case, without accents, `*` for any ending, `_` for a space. The meaning `-` says
 * nothing. Where a word means two things, the language of the owner's app decides, then the earlier language.
 */
const entries = new Map<string, readonly Entry[]>();
for (const [meaning, columns] of Object.entries(table)) {
  for (const [column, words] of columns.entries()) {
    for (const word of words.split(' ')) entries.set(word, [...(entries.get(word) ?? []), [meaning, column]]);
  }
}
const phrases = [...entries.keys()].filter((word) => word.includes('_')).map((word) => word.replaceAll('_', ' '));

/** Lower case, without the accents of Latin letters. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/(?<=[a-z])[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replaceAll('ё', 'е');

const whole = (pattern: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}_-])(?:${pattern})(?![\\p{L}\\p{N}_-])`, 'gu');

/** Done to a text before it is split: dates of ISO 8601, spans of days, ordinals, units after numbers, phrases. */
const replacements: readonly (readonly [RegExp, string])[] = [
  [/['’](?:s|d|re|ve|ll|m)(?!\p{L})/gu, ''],
  [whole('(20\\d\\d)-(\\d\\d?)-(\\d\\d?)'), '$3.$2.$1'],
  [/(?<![\p{L}\p{N}_-])(\d{1,2}(?:\.(?:\d{1,2}\.?(?:20\d\d)?)?)?)\s*[-–—]\s*(?=\d{1,2}\b)/gu, '$1 to '],
  [/(?<=\d)(?:st|nd|rd|th|º|-?го|-?е)(?!\p{L})/gu, ''],
  [/(?<![\p{L}\p{N}_/-])(\d+)(?=[\p{L}%])/gu, '$1 '],
];
const phrase = whole(phrases.toSorted((one, other) => other.length - one.length).join('|'));

/** What a sentence is read with. */
export interface ReadContext {
  /** Names of the commands that the bot has. */
  readonly commands: readonly string[];
  /** Of the owner's app. */
  readonly language: Language;
  /** In the time zone of the stage, days since 1970. */
  readonly today: number;
}

/**
 * Splits a text into words and looks them up. Words that say nothing are left out.
 *
 * A word of six letters or more may have one wrong letter. A word with `_` or a digit is taken for the name of a link:
 * no other words look like that, and the answer names it.
 */
export function tokensOf(text: string, context: ReadContext): readonly Token[] {
  const replaced = replacements.reduce((so, [from, to]) => so.replace(from, to), plain(text));
  const words = replaced
    .replace(phrase, (found) => found.replaceAll(' ', '_'))
    .split(/[\s,;:!?¿¡"“”„«»'’()]+/u)
    .flatMap((word) => (/[_\d/]/.test(word) ? [word] : word.split('-')))
    .map((word) => (/^\d/.test(word) ? word : word.replace(/\.+$/, '')))
    .filter((word) => /[^.…–—-]/.test(word));
  const tokens: Token[] = [];
  for (const word of words) {
    const meanings = meaningOf(word, tokens.slice(-2), context).split(' ');
    tokens.push(...meanings.map((meaning) => ({ meaning, word })));
  }
  return tokens.filter(({ meaning }) => meaning !== '-');
}

function meaningOf(word: string, before: readonly Token[], { commands, language }: ReadContext): string {
  const [one, other] = [before.at(-1)?.meaning ?? '', before.at(-2)?.meaning ?? ''];
  const isLinkName = startSourceOf(word) === word;
  if (word.startsWith('/')) return commands.includes(word.slice(1)) ? word : '?';
  if (/^\d+[./]\d+/.test(word)) return word;
  if (/^\d/.test(word)) return /^[1-9]\d{0,3}\.?$/.test(word) ? `${parseInt(word)}` : '?';
  const known = knownMeaningOf(word, language);
  // "De" and "it" are words, too, except in the sentences of buttons.
  const isCode = before.at(-1)?.word === 'lang' || (one === 'language' && known === undefined);
  if (isCode && Object.hasOwn(table, `lang:${word}`)) return `lang:${word}`;
  if (known !== undefined) return known;
  // "Which link worked" names none.
  if (/^(?:link|via)$/.test(one) && !/^(?:which|by|top|many)$/.test(other) && isLinkName) return `link:${word}`;
  if (commands.includes(word)) return `/${word}`;
  return /[_\d]/.test(word) && isLinkName ? `link:${word}` : misspeltMeaningOf(word);
}

/** Finds the whole word, or else the longest beginning of it. */
function knownMeaningOf(word: string, language: Language): string | undefined {
  const keys = [word, ...Array.from(word, (_, at) => `${word.slice(0, word.length - at)}*`)];
  const found = keys.map((key) => entries.get(key)).find((entry) => entry !== undefined);
  return (found?.find(([, column]) => languages[column] === language) ?? found?.[0])?.[0];
}

const without = (word: string): string[] => Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1));

/** Whether one letter is missing or too many, or two are swapped; in long words also one that is wrong. */
function isMisspelt(word: string, key: string): boolean {
  if (word.length !== key.length) return without(word).includes(key) || without(key).includes(word);
  const isSwapped = [...word].toSorted().join() === [...key].toSorted().join();
  return (isSwapped || key.length > 6) && without(word).some((one) => without(key).includes(one));
}

/** @returns `?` if not just one meaning fits. */
function misspeltMeaningOf(word: string): string {
  const isLike = (key: string): boolean =>
    key.length > 5 && word[0] === key[0] && Math.abs(word.length - key.length) < 3;
  const near = [...entries].filter(([key]) => isLike(key) && isMisspelt(word, key.replace('*', '')));
  const meanings = new Set(near.flatMap(([, all]) => all.map(([meaning]) => meaning)));
  const [meaning = '?'] = meanings;
  return meanings.size > 1 || meaning === '-' || meaning === 'not' ? '?' : meaning;
}
