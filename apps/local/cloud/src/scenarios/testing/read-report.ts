import { catalogue } from '@pulso/domain/reports';

const titles = new Map(catalogue.flatMap(({ queries }) => queries.map(({ id, title }) => [id, title.en])));

/** Questions whose answers scenarios know. */
const knownQuestions = ['group-requests', 'private-requests', 'new-users'] as const;

type KnownQuestion = (typeof knownQuestions)[number];

/** @returns A question's title in the catalogue that the bundles are built with. */
export function titleOf(question: KnownQuestion): string {
  const title = titles.get(question);
  if (title === undefined) throw new Error(`The catalogue asks no "${question}" any more; scenarios know its answer.`);
  return title;
}

/**
 * Reads the answers that scenarios know out of a delivered report, or of what a command printed around it.
 *
 * Scenarios run the bundles that are deployed, with the real catalogue: they look for answers among others, so that a
 * further question, another title or another place in the report fails none of them.
 */
export const answersIn = (text: string): Partial<Record<KnownQuestion, number>> =>
  Object.fromEntries(
    knownQuestions.flatMap((question) => {
      const title = titleOf(question);
      // A range, as in "Title 3 to 9", is no answer.
      const [, number] = new RegExp(`(?<!\\p{L} ?)${escaped(title)} ([\\d,]+)(?! to )`, 'u').exec(text) ?? [];
      return number === undefined ? [] : [[question, Number(number.replaceAll(',', ''))]];
    }),
  );

const escaped = (title: string): string => title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A number as a reader finds it in a report. */
export interface ShownNumber {
  readonly value: number;
  /** With its arrow; undefined where nothing is compared. */
  readonly change: string | undefined;
}

/**
 * Reads the numbers under these titles out of a report in English, wherever in its text they stand.
 *
 * @returns By title; without those that are not there.
 */
export function shownNumbers(text: string, titles: readonly string[]): Record<string, ShownNumber> {
  const line = text.replace(/[ \t\u00a0]+/g, ' ');
  return Object.fromEntries(
    titles.flatMap((title) => {
      const pattern = new RegExp(
        `(?<!\\p{L} ?)${title.replaceAll(' ', '\\s')}[ |]+(\\d[\\d,]*)(?!\\d| to )(?:[ |]+([▲▼±](?:\\d+%|from 0)))?`,
        'u',
      );
      const [, number, change] = pattern.exec(line) ?? [];
      return number === undefined ? [] : [[title, { value: Number(number.replaceAll(',', '')), change }]];
    }),
  );
}

/** @returns What a reader sees of HTML, with a bar between texts; of large numbers, what they count comes first. */
export const visibleTextOf = (html: string): string =>
  html
    .replace(/^.*<body[^>]*>/s, '')
    .replace(/<div style="display:none.*?<\/div>/s, '')
    .replace(/(<div class="[^"]*\bbig\b[^>]*>[^<]*<\/div>)(<div[^>]*>[^<]*<\/div>)/g, '$2$1')
    .replace(/&nbsp;/g, ' ')
    .replace(/(?:<[^>]*>\s*)+/g, ' | ');
