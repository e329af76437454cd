import { type ReportContent } from '@pulso/contracts/report-updates';
import { type Marker } from '@pulso/domain/report-rendering';

import {
  type ChartTools,
  type MailToSend,
  type MailTools,
  type PostOutcome,
  type WebhookCall,
  type WebhookTools,
} from '../ports';
import { type Treatment, TreatedService } from './treated-service';

export type PostTreatment = Treatment<Exclude<PostOutcome, { status: 'accepted' }>>;

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
export class FakePosts extends TreatedService {
  readonly arrived: Arrived[] = [];
  /** When something was sent, whatever came of it, epoch ms. */
  readonly sendTimesMs: number[] = [];
  /** Treatments of the calls to come; `ok` when there are no more. */
  treatments: PostTreatment[] = [];

  sendMail(mail: MailToSend): Promise<PostOutcome> {
    const [, marker] = /^\[([\w-]+)\] /.exec(mail.subject) ?? [];
    return this.#send({ text: mail.text, marker: marker as Marker | undefined, mail });
  }

  callWebhook(call: WebhookCall): Promise<PostOutcome> {
    return this.#send({ ...(JSON.parse(call.body) as { text: string; marker: Marker | undefined }), call });
  }

  async #send(what: Omit<Arrived, 'isAnswered'>): Promise<PostOutcome> {
    this.sendTimesMs.push(this.clock.nowMs());
    const treatment = this.treatments.shift() ?? { kind: 'ok' };
    return this.treat<PostOutcome, PostOutcome>(treatment, { status: 'accepted' }, () => {
      this.arrived.push({ ...what, isAnswered: treatment.kind === 'ok' });
    });
  }
}

const textOf = ({ values, missing }: ReportContent): string =>
  [
    ...values.map(({ title, value }) => `${title.en} ${value}`),
    ...missing.map(({ title, reason }) => `${title.en} is missing: ${reason.code}, ${reason.message}`),
  ].join(', ');

export const renderMail: MailTools['renderMail'] = (content, { marker, chart }) => ({
  subject: `${marker === undefined ? '' : `[${marker}] `}${textOf(content)}`,
  html: `<p>${textOf(content)}${chart ? `<img src="cid:${chart.contentId}" alt="${chart.altText}"><img src="cid:${chart.darkContentId}">` : ''}`,
  text: textOf(content),
});

/** Has one number a line. */
export const renderCsv: MailTools['renderCsv'] = (content) => ({ fileName: 'report.csv', text: textOf(content) });

/** Knows one format. */
export const renderBody: WebhookTools['renderBody'] = (content, { format, marker, runId, revision }) =>
  format === 'pulso' ? JSON.stringify({ text: textOf(content), marker, runId, revision }) : undefined;

/** Draws numbers, if there are any. */
export const renderChart: ChartTools['renderChart'] = (content, { mode }) =>
  content.values.length === 0
    ? undefined
    : {
        svg: `<svg>${mode === 'dark' ? 'Dark ' : ''}${textOf(content)}</svg>`,
        altText: `Chart of ${textOf(content)}`,
        caption: `Chart of ${textOf(content)}`,
      };
