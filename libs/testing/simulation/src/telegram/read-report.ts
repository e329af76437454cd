import { type Marker } from '@pulso/domain/report-rendering';

import { askedTitles } from '../world/catalogue';

/** A report as a person reads it. */
export interface ReadReport {
  readonly state: 'progress' | 'partial' | 'complete';
  /** What it says of itself besides: that it comes again, or why. */
  readonly marker: Marker | undefined;
  /** Values by the question's title, as whole numbers. */
  readonly values: ReadonlyMap<string, number>;
  /** Reasons by the question's title. */
  readonly missing: ReadonlyMap<string, string>;
  /** Why a watch over hours comes. Absent: for no news. */
  readonly change: 'unusual' | 'usual again' | undefined;
  /** Lines had to be left out, so values and missing are not all. */
  readonly isCut: boolean;
}

/** Bold, but in the last lines of a long message. Not a range of numbers. */
const valuePiece = /(Q\d+|Requests) (?:<b>)?([\d,]+)(?![\d,]| to )/g;

/** Of questions with one reason; in mails it is an item of a list. */
const missingLine = /^(?:- )?(Q\d+(?:, Q\d+)*|Requests): (.+)$/gm;

/**
 * Reads a message back into what it claims, by its text alone, with its markup or without.
 *
 * @returns undefined for a message that is no report: a placeholder, a notice.
 */
export function readReport(text: string): ReadReport | undefined {
  if (!/^(?:<b>.+<\/b>|[^<]+) #\w+$/m.test(text)) return undefined;
  return {
    state: text.includes('Being prepared:') ? 'progress' : /^(?:<b>)?Partial:/m.test(text) ? 'partial' : 'complete',
    marker: /^(?:<i>)?Repeated:/m.test(text) ? 'repeated' : undefined,
    change: changeIn(text),
    values: valuesIn(text),
    missing: missingIn(text),
    isCut: /^and \d+ more/m.test(text),
  };
}

export const changeIn = (text: string): ReadReport['change'] =>
  /, unusual for this hour \(/.test(text) ? 'unusual' : /, usual again \(/.test(text) ? 'usual again' : undefined;

/** What stands first is the value: behind the bars of a number that did not change stands what it was, too. */
const valuesIn = (text: string): ReadReport['values'] =>
  new Map(
    [...text.matchAll(valuePiece)]
      .reverse()
      .map(([, title = '', number = '']) => [knownTitle(title), wholeNumber(number)] as const),
  );

/** @returns Reasons by the question's title. */
export const missingIn = (text: string): ReadReport['missing'] =>
  new Map(
    [...text.matchAll(missingLine)].flatMap(([, titles = '', reason = '']) =>
      titles.split(', ').map((title) => [knownTitle(title), reason] as const),
    ),
  );

const knownTitle = (title: string): string => (title === askedTitles.shown ? askedTitles.known : title);

export const wholeNumber = (text: string): number => Number(text.replaceAll(',', ''));
