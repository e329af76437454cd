import { type Marker } from '@pulso/domain/report-rendering';
import { type SeededRandom } from '@pulso/world/time';

import { named } from '../aws/client-of';
import { type Kernel } from '../kernel/kernel';
import { changeIn, missingIn, type ReadReport, wholeNumber } from '../telegram/read-report';
import { type PostPlace } from '../world/features';

/** What arrived at a destination whose messages can't be edited. */
export interface ArrivedPost {
  readonly place: PostPlace;
  readonly runId: string;
  readonly revision: number;
  readonly post: ReadPost;
}

export interface SentMail {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  /** `<run>/<revision>/<destination>` */
  readonly reference: string;
}

export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface WebhookAnswer {
  readonly status: number;
  readonly retryAfter?: string;
}

/** The mail service and the receiver of one webhook, and what their readers have. */
export class Posts {
  readonly #kernel: Kernel;
  readonly #draw: SeededRandom;
  readonly #onArrived: (arrived: ArrivedPost, addressedTo: string) => void;
  readonly #gone = new Set<PostPlace>();

  /** @param onArrived - Told where to, as the call named it: addresses or a URL. */
  constructor(kernel: Kernel, onArrived: (arrived: ArrivedPost, addressedTo: string) => void) {
    this.#kernel = kernel;
    this.#draw = kernel.draws.of('posts');
    this.#onArrived = onArrived;
  }

  /** The destination takes nothing any more. */
  remove(place: PostPlace): void {
    this.#gone.add(place);
  }

  /** It takes what comes again. */
  restore(place: PostPlace): void {
    this.#gone.delete(place);
  }

  isGone(place: PostPlace): boolean {
    return this.#gone.has(place);
  }

  /** SendEmail. @throws MessageRejected. */
  sendMail({ to, subject, text, reference }: SentMail): void {
    const place = 'email:owners';
    if (this.#gone.has(place)) throw named('MessageRejected', 'Email address is not verified.');
    const [, runId = '', revision] = /^(.+)\/(\d+)\/[^/]+$/.exec(reference) ?? [];
    this.#arrive({ place, runId, revision: Number(revision), post: readMail({ subject, text }) }, to.join());
  }

  /** SES refuses a mail for its rate. */
  refuseMail(): never {
    throw named(this.#draw.pick(['TooManyRequestsException', 'ThrottlingException']), 'Maximum sending rate exceeded.');
  }

  /** SES does not want this mail. */
  rejectMail(): never {
    throw named('MessageRejected', 'Email address is not verified.');
  }

  /** The receiver does not want this call. */
  rejectCall(): WebhookAnswer {
    return { status: this.#draw.pick([400, 404, 410]) };
  }

  call({ url, headers, body }: WebhookRequest): WebhookAnswer {
    const place = 'webhook:owners';
    if (this.#gone.has(place)) return { status: this.#draw.pick([404, 410]) };
    const [, runId = '', revision] = /^(.+)\/(\d+)\/[^/]+$/.exec(headers['pulso-delivery'] ?? '') ?? [];
    this.#arrive({ place, runId, revision: Number(revision), post: readCall(body) }, url);
    return { status: this.#draw.pick([200, 201, 204]) };
  }

  /** The receiver names a time, in one of the two ways, or none. */
  refuseCall(): WebhookAnswer {
    const seconds = this.#draw.between(1, 40);
    const date = new Date(this.#kernel.nowMs + seconds * 1000).toUTCString();
    return { status: 429, ...this.#draw.pick([{ retryAfter: String(seconds) }, { retryAfter: date }, {}]) };
  }

  /** Something between the two fails: whether the receiver had the call, the status does not say. */
  brokenAnswer(): WebhookAnswer {
    return { status: this.#draw.pick([408, 500, 502, 503, 504]) };
  }

  #arrive(arrived: ArrivedPost, addressedTo: string): void {
    if (this.#kernel.isRecording) {
      const { place, runId, revision, post } = arrived;
      this.#kernel.note(
        `${place} gets: ${runId} revision ${revision}${post.marker ? ` (${post.marker})` : ''}: ${post.news.replaceAll('\n', ' | ')}`,
      );
    }
    this.#onArrived(arrived, addressedTo);
  }
}

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
function readCall(body: string): ReadPost {
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
