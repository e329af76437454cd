import { type LocalizedText } from '@pulso/contracts/report-plan';

import { clip } from './clip';

const maxTitleLength = 80;

/**
 * Chooses a title for a reader: in the very tag, else in its language (`pt` of `pt-br`), else in English, else the id.
 *
 * @returns One line that is not too long.
 */
export const titleIn = (title: LocalizedText, language: string | undefined, id: string): string =>
  clip(localized(title, language), maxTitleLength) || clip(id, maxTitleLength) || '–';

const localized = (title: LocalizedText, language = ''): string =>
  textIn(title, language) || textIn(title, language.split('-')[0] ?? '') || title.en;

const textIn = (title: LocalizedText, language: string): string | undefined =>
  Object.hasOwn(title, language) ? title[language] : undefined;
