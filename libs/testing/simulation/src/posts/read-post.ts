import { type Marker } from '@pulso/domain/report-rendering';

import { type ReadReport, changeIn, missingIn, wholeNumber } from '../telegram/read-report';

/** A mail or a call of a webhook, as its readers have it. */
export interface ReadPost extends ReadReport {
  /** What it says without its marker: equal texts are no news. */
  readonly news: string;
}

const prefix = /^(?:(Repeated|Correction)(?: correction)?: )?/;
const markerLine = /^(?:Repeated(?: correction)?: the first|Correction of an earlier report).*\n/m;
const valueLine = /^(Q\d+) +([\d,]+)/gm;

/** Reads a mail back into what it claims, by its subject and text alone. */
export function readMail({ subject, text }: { readonly subject: string; readonly text: string }): ReadPost {
  const [start = '', mark] = prefix.exec(subject) ?? [];
  return {
    state: text.includes('Being prepared:') ? 'progress' : text.includes('Partial:') ? 'partial' : 'complete',
    marker: mark?.toLowerCase() as Marker | undefined,
    values: new Map([...text.matchAll(valueLine)].map(([, title = '', number = '']) => [title, wholeNumber(number)])),
    missing: missingIn(text),
    change: changeIn(`${subject}\n${text}`),
    isCut: /^and \d+ more/m.test(text),
    news: `${subject.slice(start.length)}\n${text.replace(markerLine, '')}`,
  };
}

interface PulsoBody {
  readonly state: ReadReport['state'];
  readonly marker: Marker | null;
  readonly numbers: readonly { readonly title: string; readonly value: number }[];
  readonly missing: readonly { readonly title: string; readonly reason: { readonly message: string } }[];
}

/** Reads the body of a webhook's call, which docs/webhooks.md describes. */
export function readCall(body: string): ReadPost {
  const { state, marker, numbers, missing, ...rest }: PulsoBody & Record<string, unknown> = JSON.parse(body);
  const text = String(rest['text']).replace(markerLine, '');
  return {
    state,
    marker: marker ?? undefined,
    values: new Map(numbers.map(({ title, value }) => [title, value])),
    missing: new Map(missing.map(({ title, reason }) => [title, reason.message])),
    change: changeIn(text),
    isCut: false,
    news: JSON.stringify([state, numbers, missing, text]),
  };
}
