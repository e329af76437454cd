import { type ReportContent } from '@pulso/contracts/report-updates';
import { type Marker } from '@pulso/domain/report-rendering';
import { type Clock } from '@pulso/kit/time';

import {
  type ChartTools,
  type MailToSend,
  type MailTools,
  type PostOutcome,
  type WebhookCall,
  type WebhookTools,
} from '../ports/loaded-tools';
import { ProcessDied } from './process-died';

/** How one call is treated: an outcome instead of doing it, or doing it with an answer that never comes. */
export type PostTreatment =
  | { readonly kind: 'ok' }
  | { readonly kind: 'refuse'; readonly outcome: Exclude<PostOutcome, { status: 'accepted' }> }
  | { readonly kind: 'answer-lost' }
  /** Not answered in time, and it arrives after this time. */
  | { readonly kind: 'late'; readonly afterMs: number }
  /** The process that calls is gone, before or after the call takes effect. */
  | { readonly kind: 'process-dies'; readonly when: 'before' | 'after' };

/** What readers got, in the order of its arrival. */
export interface Arrived {
  readonly text: string;
  readonly marker: Marker | undefined;
  /** Whether the process that sent it got to know. */
  readonly isAnswered: boolean;
  readonly mail?: MailToSend;
  readonly call?: WebhookCall;
}

/** A mail service and a webhook. */
export class FakePosts {
  readonly arrived: Arrived[] = [];
  /** When something was sent, whatever came of it, epoch ms. */
  readonly sendTimesMs: number[] = [];
  /** Treatments of the calls to come; `ok` when there are no more. */
  treatments: PostTreatment[] = [];
  #late: { readonly dueAtMs: number; readonly apply: () => void }[] = [];
  readonly #clock: Pick<Clock, 'nowMs'>;

  constructor(clock: Pick<Clock, 'nowMs'>) {
    this.#clock = clock;
  }

  sendMail(mail: MailToSend): Promise<PostOutcome> {
    const [, marker] = /^\[([\w-]+)\] /.exec(mail.subject) ?? [];
    return this.#treat({ text: mail.text, marker: marker as Marker | undefined, mail });
  }

  callWebhook(call: WebhookCall): Promise<PostOutcome> {
    return this.#treat({ ...(JSON.parse(call.body) as { text: string; marker: Marker | undefined }), call });
  }

  takeLateEffects(): void {
    const nowMs = this.#clock.nowMs();
    this.#late.filter(({ dueAtMs }) => dueAtMs <= nowMs).forEach(({ apply }) => apply());
    this.#late = this.#late.filter(({ dueAtMs }) => dueAtMs > nowMs);
  }

  #treat(what: Omit<Arrived, 'isAnswered'>): Promise<PostOutcome> {
    this.sendTimesMs.push(this.#clock.nowMs());
    const treatment = this.treatments.shift() ?? { kind: 'ok' };
    const apply = (): void => void this.arrived.push({ ...what, isAnswered: treatment.kind === 'ok' });
    switch (treatment.kind) {
      case 'ok':
        apply();
        return Promise.resolve({ status: 'accepted' });
      case 'refuse':
        return Promise.resolve(treatment.outcome);
      case 'answer-lost':
        apply();
        return Promise.resolve({ status: 'unknown', reason: 'timeout' });
      case 'late':
        this.#late.push({ dueAtMs: this.#clock.nowMs() + treatment.afterMs, apply });
        return Promise.resolve({ status: 'unknown', reason: 'timeout' });
      case 'process-dies':
        if (treatment.when === 'after') apply();
        return Promise.reject(new ProcessDied());
      default:
        return treatment satisfies never;
    }
  }
}

const textOf = ({ values, missing }: ReportContent): string =>
  [
    ...values.map(({ title, value }) => `${title.en} ${value}`),
    ...missing.map(({ title, reason }) => `${title.en} is missing: ${reason.code}, ${reason.message}`),
  ].join(', ');

export const renderMail: MailTools['renderMail'] = (content, { marker, chart }) => ({
  subject: `${marker === undefined ? '' : `[${marker}] `}${textOf(content)}`,
  html: `<p>${textOf(content)}${chart ? `<img src="cid:${chart.contentId}" alt="${chart.altText}">` : ''}`,
  text: textOf(content),
});

/** Knows one format. */
export const renderBody: WebhookTools['renderBody'] = (content, { format, marker, runId, revision }) =>
  format === 'pulso' ? JSON.stringify({ text: textOf(content), marker, runId, revision }) : undefined;

/** Draws numbers, if there are any. */
export const renderChart: ChartTools['renderChart'] = (content) =>
  content.values.length === 0
    ? undefined
    : { svg: `<svg>${textOf(content)}</svg>`, altText: `Chart of ${textOf(content)}` };

export const refusePost = (outcome: Extract<PostTreatment, { kind: 'refuse' }>['outcome']): PostTreatment => ({
  kind: 'refuse',
  outcome,
});
