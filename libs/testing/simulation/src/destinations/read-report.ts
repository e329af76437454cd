import { type Marker } from '@pulso/domain/report-rendering';

import { askedTitles } from '../world/catalogue';

/** A report as a person reads it, by its text alone. */
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

/** A mail or a call of a webhook, as its readers have it. */
export interface ReadPost extends ReadReport {
  /** What it says without its marker: equal texts are no news. */
  readonly news: string;
}

/** Not a range of numbers. */
const valuePiece = /(Q\d+|Requests) +([\d,]+)(?![\d,]| to )/g;

/** Of questions with one reason; in mails it is an item of a list. */
const missingLine = /^(?:- )?(Q\d+(?:, Q\d+)*|Requests): (.+)$/gm;

const markerLine = /^(?:(Repeated)(?: correction)?: the first|(Correction) of an earlier report).*\n/m;

/** @returns undefined for a message that is no report: a placeholder, a notice. */
export const readReport = (text: string): ReadReport | undefined =>
  /^.+ #\w+$/m.test(text) ? readText(text) : undefined;

export const readMail = ({ subject, text }: { readonly subject: string; readonly text: string }): ReadPost => ({
  ...readText(`${subject}\n${text}`),
  news: `${subject.replace(/^(?:Repeated(?: correction)?|Correction): /, '')}\n${text.replace(markerLine, '')}`,
});

interface PulsoBody extends Pick<ReadReport, 'state'> {
  readonly marker: Marker | null;
  readonly numbers: readonly { readonly title: string; readonly value: number }[];
  readonly missing: readonly { readonly title: string; readonly reason: { readonly message: string } }[];
  readonly text: string;
}

/** Reads the body of a webhook's call, which docs/webhooks.md describes. */
export function readCall(body: string): ReadPost {
  const { state, marker, numbers, missing, text }: PulsoBody = JSON.parse(body);
  return {
    ...readText(text),
    ...{ state, marker: marker ?? undefined, isCut: false },
    values: new Map(numbers.map(({ title, value }) => [title, value])),
    missing: new Map(missing.map(({ title, reason }) => [title, reason.message])),
    news: JSON.stringify([state, numbers, missing, text.replace(markerLine, '')]),
  };
}

function readText(text: string): ReadReport {
  const [, repeated, correction] = markerLine.exec(text) ?? [];
  return {
    state: text.includes('Being prepared:') ? 'progress' : /^Partial:/m.test(text) ? 'partial' : 'complete',
    marker: (repeated ?? correction)?.toLowerCase() as Marker | undefined,
    // What stands first is the value: behind the bars of a number that did not change stands what it was, too.
    values: new Map(
      [...text.matchAll(valuePiece)]
        .reverse()
        .map(([, title = '', number = '']) => [knownTitle(title), Number(number.replaceAll(',', ''))]),
    ),
    missing: new Map(
      [...text.matchAll(missingLine)].flatMap(([, titles = '', reason = '']) =>
        titles.split(', ').map((title) => [knownTitle(title), reason] as const),
      ),
    ),
    change: /, unusual for this hour \(/.test(text)
      ? 'unusual'
      : /, usual again \(/.test(text)
        ? 'usual again'
        : undefined,
    isCut: /^and \d+ more/m.test(text),
  };
}

const knownTitle = (title: string): string => (title === askedTitles.shown ? askedTitles.known : title);
