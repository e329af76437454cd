import { type LocalizedText } from '@pulso/contracts/report-plan';
import { cutText } from '@pulso/kit/telegram';

/** Control characters, and the ones that reverse or hide the text around them; joiners stay, languages need them. */
const invisible = /[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g;

/**
 * Makes a text fit into one line. Titles and reasons come from other services: a line break would push the numbers out
 * of the line that a phone shows, and Telegram would refuse half a surrogate pair.
 *
 * @param maxLength - UTF-16 units, the ellipsis included.
 */
export function clip(text: string, maxLength: number): string {
  const line = text.toWellFormed().replace(invisible, ' ').replace(/ {2,}/g, ' ').trim();
  return cutText(line, maxLength, '…');
}

const maxTitleLength = 80;

/**
 * Chooses a title in the exact tag, else in its language (`pt` of `pt-br`), else in English, else the id. Tags are
 * compared as `languageOf` reads them, or a destination in `DE` would read German texts with English titles.
 */
export function titleIn(title: LocalizedText, language: string | undefined, id: string): string {
  const tag = plainTag(language ?? '');
  const textIn = (wanted = ''): string | undefined =>
    Object.entries(title).find(([one]) => plainTag(one) === wanted)?.[1];
  const text = textIn(tag) || textIn(tag.split('-')[0]) || title.en;
  return clip(text, maxTitleLength) || clip(id, maxTitleLength) || '–';
}

/** @example 'pt-br' for 'pt_BR' */
const plainTag = (tag: string): string => tag.toLowerCase().replaceAll('_', '-');

/** Characters that the fonts of charts lack. libs/adapters/resvg/fonts/make-fonts.mjs has the same list. */
const undrawable =
  /[^ -~\u00a0-\u017f\u0218-\u021b\u0400-\u045f\u0490\u0491\u2009\u2010-\u2015\u202f‘’‚“”„†•…‰′″‹›€₽№™−\uff10-\uff19〇零一二三四五六七八九十百千万億年月日時时分秒周週火水木金土曜]+/gu;

/** Bounds the work: titles are cut to their room anyway. */
const maxDrawnLength = 200;

/** Replaces each run of characters without a font by a question mark in a box. */
export const drawable = (text: string): string => clip(text, maxDrawnLength).replace(undrawable, '\ufffd');

/** Whether a text has anything left to read. */
export const isDrawable = (text: string): boolean => /[^\s\ufffd]/u.test(drawable(text));
