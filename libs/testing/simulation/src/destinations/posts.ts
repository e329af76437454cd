import { type MailToSend } from '@pulso/domain/delivery';
import { mailRejected, MailService } from '@pulso/world/mail-and-parameters';
import { type SeededRandom } from '@pulso/world/time';

import { type Kernel } from '../kernel/kernel';
import { type PostPlace } from '../world/features';
import { readCall, readMail, type ReadPost } from './read-report';

/** A message at a destination that can't edit messages. */
export interface ArrivedPost {
  readonly place: PostPlace;
  readonly runId: string;
  readonly revision: number;
  readonly post: ReadPost;
}

export type SentMail = Pick<MailToSend, 'reference' | 'subject' | 'text' | 'to'>;

export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface WebhookAnswer {
  readonly status: number;
  readonly retryAfter?: string;
}

const referenceForm = /^(?<runId>.+)\/(?<revision>\d+)\/[^/]+$/;

/** The mail service and the receiver of one webhook, and what their readers have. */
export class Posts {
  /** Destinations that no longer accept anything. */
  readonly gone = new Set<PostPlace>();
  readonly #kernel: Kernel;
  readonly #draw: SeededRandom;
  readonly #mails: MailService<Omit<SentMail, 'to'>>;
  readonly #onArrived: (arrived: ArrivedPost, addressedTo: string) => void;

  /** @param onArrived - Also gets the address of the call: mail addresses or a URL. */
  constructor(kernel: Kernel, onArrived: (arrived: ArrivedPost, addressedTo: string) => void) {
    this.#kernel = kernel;
    this.#draw = kernel.draws.of('posts');
    this.#mails = new MailService(kernel.clock);
    this.#onArrived = onArrived;
  }

  /** SendEmail. @throws MessageRejected. */
  sendMail({ to, ...mail }: SentMail): void {
    if (this.gone.has('email:owners')) this.rejectMail();
    this.#mails.send({ recipients: to, content: mail });
    this.#arrive({ place: 'email:owners', reference: mail.reference, post: readMail(mail) }, to.join());
  }

  /** SES refuses this mail. */
  rejectMail(): never {
    throw mailRejected();
  }

  call({ url, headers, body }: WebhookRequest): WebhookAnswer {
    if (this.gone.has('webhook:owners')) return this.rejectCall();
    this.#arrive({ place: 'webhook:owners', reference: headers['pulso-delivery'] ?? '', post: readCall(body) }, url);
    return { status: this.#draw.pick([200, 201, 204]) };
  }

  /** The receiver asks for a pause, in one of two formats or without a time. */
  refuseCall(): WebhookAnswer {
    const seconds = this.#draw.between(1, 40);
    const date = new Date(this.#kernel.nowMs + seconds * 1000).toUTCString();
    return { status: 429, ...this.#draw.pick([{ retryAfter: String(seconds) }, { retryAfter: date }, {}]) };
  }

  /** The receiver refuses this call. */
  rejectCall(): WebhookAnswer {
    return { status: this.#draw.pick([400, 404, 410]) };
  }

  /** A proxy fails: the status does not say whether the receiver got the call. */
  brokenAnswer(): WebhookAnswer {
    return { status: this.#draw.pick([408, 500, 502, 503, 504]) };
  }

  #arrive(
    { place, reference, post }: Pick<ArrivedPost, 'place' | 'post'> & Pick<SentMail, 'reference'>,
    addressedTo: string,
  ): void {
    const { runId = '', revision } = referenceForm.exec(reference)?.groups ?? {};
    const mark = post.marker ? ` (${post.marker})` : '';
    if (this.#kernel.isRecording)
      this.#kernel.note(`${place} gets: ${runId} revision ${revision}${mark}: ${post.news.replaceAll('\n', ' | ')}`);
    this.#onArrived({ place, runId, revision: Number(revision), post }, addressedTo);
  }
}
