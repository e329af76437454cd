import { type EmailDestination, type WebhookDestination } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { type Marker } from '@pulso/domain/report-rendering';

import { destinationKindOf } from './delivery';
import { UnknownDestinationKindError } from './errors';
import { type Deliver, logFieldsOf } from './incoming';
import { type DeliverDeps, type MailAttachment, type PostOutcome } from './ports';
import { type DrawnChart, drawChart } from './telegram-chart';

/** What can be sent, but for what it has to say about itself and what takes long to make. */
export interface Post {
  /** What readers get to know by it. */
  readonly seen: string;
  /** The name of the call. */
  readonly method: string;
  /** Makes all of it. @returns The call, to be made at once. */
  readonly complete: (marker: Marker | undefined) => Promise<() => Promise<PostOutcome>>;
}

/**
 * Leaves out of a report what is worth no second message by itself.
 *
 * - Why answers are missing: after an outage each late failure would be a correction that brings no number.
 * - What was counted again a day later: where records come late each day, each day would bring a correction.
 * - What numbers are compared with: a recount changes it for the reports of two weeks, and the note that there was no record
 *   with it.
 */
export const comparedContent = ({ noRecords: _, comparedEndMs: __, ...content }: ReportContent): ReportContent => ({
  ...content,
  values: content.values.map(
    ({ recountedFrom, earlier: __, usualRange: ___, isUnusual: ____, movers: _____, ...number }) => ({
      ...number,
      value: recountedFrom ?? number.value,
    }),
  ),
  ...(content.tables && { tables: content.tables.map(({ before: _, ...table }) => table) }),
  missing: content.missing.map((question) => ({ ...question, reason: { code: 'missing', message: '' } })),
});

/**
 * Writes a report as a mail. Its chart is drawn only when the mail is to be sent: repeats of what was sent already are many.
 *
 * @throws {UnknownDestinationKindError} The stage sends no mails. Retryable after it is set up.
 */
export async function prepareMail(
  message: Deliver & { readonly destination: EmailDestination },
  deps: DeliverDeps,
): Promise<Post> {
  const { runId, revision, content, destination } = message;
  if (!deps.loadMailTools) throw new UnknownDestinationKindError(destination.type);
  const { renderMail, renderCsv, sendMail } = await deps.loadMailTools();
  const { language, timeZone, addresses } = destination;
  const kind = destinationKindOf(destination);
  const logFields = logFieldsOf(message);
  const seen = renderMail(comparedContent(content), { language, timeZone });
  return {
    seen: [seen.subject, seen.text, seen.html].join('\n'),
    method: 'SendEmail',
    complete: async (marker) => {
      const draw = (mode: 'light' | 'dark') => drawChart(content, { language, timeZone, mode }, deps, logFields);
      const light = content.chart ? pictureOf('chart', await draw('light')) : undefined;
      const dark = light && pictureOf('chart-dark', await draw('dark'));
      const chart = light && {
        contentId: light.contentId,
        darkContentId: dark?.contentId,
        altText: light.altText,
      };
      const mail = renderMail(content, { language, timeZone, marker, chart });
      const pictures = [light, dark].flatMap((picture) => (picture ? [picture.attachment] : []));
      const attachments = [...pictures, csvFileOf(renderCsv(content, { language }))];
      const names = { reference: `${runId}/${revision}/${kind}`, conversation: `${runId}/${kind}` };
      return () => sendMail({ ...mail, to: addresses, attachments, ...names });
    },
  };
}

/** @param contentId - Names the picture within its mail. @returns undefined where there is none. */
function pictureOf(contentId: string, chart: DrawnChart) {
  if (chart.status !== 'drawn') return undefined;
  const attachment = { fileName: `${contentId}.png`, contentType: 'image/png', content: chart.png, contentId };
  return { contentId, altText: chart.altText, attachment };
}

/** Bodies are compared as if they were of one revision: its number alone is no news. */
const comparedRevision = 0;

/**
 * Writes a report in a webhook's format.
 *
 * @throws {UnknownDestinationKindError} Only a later version knows the format. Retryable after it is deployed.
 */
export async function prepareWebhookCall(
  { runId, revision, content, destination }: Deliver & { readonly destination: WebhookDestination },
  deps: DeliverDeps,
): Promise<Post> {
  const { renderBody, callWebhook } = await deps.loadWebhookTools();
  const { name, format, language, timeZone } = destination;
  const bodyOf = (of: ReportContent, ofRevision: number, marker?: Marker): string => {
    const body = renderBody(of, { format, language, timeZone, marker, runId, revision: ofRevision });
    if (body === undefined) throw new UnknownDestinationKindError(`webhook with the format ${format}`);
    return body;
  };
  return {
    seen: bodyOf(comparedContent(content), comparedRevision),
    method: 'POST',
    complete: async (marker) => {
      const body = bodyOf(content, revision, marker);
      return () => callWebhook({ name, body, deliveryId: `${runId}/${revision}/${name}` });
    },
  };
}

/** Without it, spreadsheets read UTF-8 as another character set. */
const byteOrderMark = '\ufeff';

/** Gives a CSV file its bytes and its type. */
export const csvFileOf = ({
  fileName,
  text,
}: {
  readonly fileName: string;
  readonly text: string;
}): MailAttachment => ({
  fileName,
  contentType: 'text/csv; charset=utf-8',
  content: new TextEncoder().encode(byteOrderMark + text),
});
