import { type LocalizedText } from '@pulso/contracts/report-plan';

import { clip } from './clip';

const maxTitleLength = 80;

/**
 * Chooses a title for a reader: in the very tag, else in its language (`pt` of `pt-br`), else in English, else the id.
 *
 * Tags are compared as `languageOf` reads them, or a destination in `DE` would read German texts with English titles.
 *
 * @returns One line that is not too long.
 */
export const titleIn = (title: LocalizedText, language: string | undefined, id: string): string =>
  clip(localized(title, language), maxTitleLength) || clip(id, maxTitleLength) || '–';

function localized(title: LocalizedText, language = ''): string {
  const tag = plainTag(language);
  return textIn(title, tag) || textIn(title, tag.split('-')[0] ?? '') || title.en;
}

const textIn = (title: LocalizedText, wanted: string): string | undefined =>
  Object.entries(title).find(([tag]) => plainTag(tag) === wanted)?.[1];

/** @example 'pt-br' for 'pt_BR' */
const plainTag = (tag: string): string => tag.toLowerCase().replaceAll('_', '-');
