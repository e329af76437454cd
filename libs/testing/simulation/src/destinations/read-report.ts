import { type Marker } from '@pulso/domain/report-rendering';

import { askedTitles } from '../world/catalogue';

/** A report as a person reads it, by its text alone. */
export interface ReadReport {
  readonly state: 'progress' | 'partial' | 'complete';
  /** Its marker: that it is repeated, or why. */
  readonly marker: Marker | undefined;
  /** Values by the question's title, as whole numbers. */
  readonly values: ReadonlyMap<string, number>;
  /** Reasons by the question's title. */
  readonly missing: ReadonlyMap<string, string>;
  /** Why an hourly watch reports. Absent: for no anomaly. */
  readonly change: 'unusual' | 'usual again' | undefined;
  /** Lines were left out, so `values` and `missing` are incomplete. */
  readonly isCut: boolean;
}

/** A mail or a call of a webhook, as its readers have it. */
export interface ReadPost extends ReadReport {
  /** Its text without the marker. Equal texts say nothing new. */
  readonly news: string;
}

/** Not a range of numbers. In a mail the number may stand in the next line. */
const valuePiece = /(Q\d+|Requests)\s+([\d,]+)(?![\d,]| to )/g;

/** Questions with one reason; in mails an item of a list. */
const missingLine = /^(?:- )?(Q\d+(?:, Q\d+)*|Requests): (.+)$/gm;

const markerLine = /^(?:You may see this (?:report|correction) (twice)\.|(Correction) of an earlier report).*\n/m;

/** @returns undefined if the message is not a report: a placeholder, a notice. */
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
  const [, twice, correction] = markerLine.exec(text) ?? [];
  return {
    state: text.includes('Being prepared:') ? 'progress' : /^Partial:/m.test(text) ? 'partial' : 'complete',
    marker: (twice ? 'repeated' : correction?.toLowerCase()) as Marker | undefined,
    // The first number is the value: the bars of an unchanged number are followed by the old one, too.
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
