import { measuredEvents } from '@pulso/contracts/envelope';
import { type EmailDestination, type PostedDestination, type WebhookDestination } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { type Marker, renderCsv } from '@pulso/domain/report-rendering';

import { hasTimeForCall } from './call-telegram';
import { carryOut } from './carry-out';
import { deliveryKeyOf, destinationKindOf } from './delivery';
import { DestinationUnreachableError, UnknownDestinationKindError } from './errors';
import { type Attempt, type CallOutcome, type DeliverOutcome, done } from './events';
import { type DeliverTo, logFieldsOf, wantedOf } from './incoming';
import { type DeliverDeps, type Document, type PostOutcome } from './ports';
import { type DrawnChart, drawChart } from './telegram-chart';

/** A mail or a webhook call. */
interface Post {
  readonly medium: 'mail' | 'webhook';
  /** What readers learn from it. */
  readonly seen: string;
  /** Renders what takes long. @returns The call, to be made at once. */
  readonly complete: (marker: Marker | undefined) => Promise<() => Promise<PostOutcome>>;
}

/**
 * Sends one revision of a closed report to a destination whose messages can't be edited (D9).
 *
 * @throws {DestinationUnreachableError} Nothing was sent. Retryable.
 * @throws {UnknownDestinationKindError} Retryable after the next deployment.
 * @throws {LeaseLostError} Another process has taken over. Retryable.
 * @throws What the store and loading code throw. Retryable.
 */
export async function postReport(message: DeliverTo<PostedDestination>, deps: DeliverDeps): Promise<DeliverOutcome> {
  const { runId, content, destination } = message;
  if (content.state === 'progress') return done;
  const { medium, seen, complete } = await (destination.type === 'email'
    ? mailOf({ ...message, destination }, deps)
    : webhookCallOf({ ...message, destination }, deps));
  const fingerprint = deps.fingerprint(seen);
  const wanted = { ...wantedOf(message), medium, shownEvent: measuredEvents.reportDelivered, fingerprint };
  const prepare = async (attempt: Attempt) => {
    const marker = markerOf(attempt);
    const send = await complete(marker);
    if (!hasTimeForCall(deps)) {
      return { event: { type: 'answered', attempt, outcome: { status: 'postponed', delayMs: 1_000 } } } as const;
    }
    const call = async () => callOutcomeOf(await send(), marker, destinationKindOf(destination));
    return { event: { type: 'prepared', attempt }, call } as const;
  };
  const outcome = await carryOut(deliveryKeyOf(runId, destination), { wanted, prepare }, deps);
  return outcome.status === 'later' ? outcome : done;
}

/** Readers who have an earlier version must not mistake a repeated correction for it. */
function markerOf({ isRepeat, earlier: { deliveredRevision } }: Attempt): Marker | undefined {
  if (isRepeat) return deliveredRevision === undefined ? 'repeated' : 'repeated-correction';
  return deliveredRevision === undefined ? undefined : 'correction';
}

function callOutcomeOf(outcome: PostOutcome, marker: Marker | undefined, destination: string): CallOutcome {
  switch (outcome.status) {
    case 'accepted':
      return { status: 'accepted', marker };
    case 'rejected':
      return { status: 'refused', reason: outcome.reason };
    case 'not-sent':
      return { status: 'failed', error: new DestinationUnreachableError(destination, outcome.reason) };
    default:
      return outcome;
  }
}

/** Draws the charts only for a mail that will be sent: most repeats were sent already. */
async function mailOf(message: DeliverTo<EmailDestination>, deps: DeliverDeps): Promise<Post> {
  const { runId, revision, content, destination } = message;
  if (!deps.loadMailTools) throw new UnknownDestinationKindError(destination.type);
  const { renderMail, sendMail } = await deps.loadMailTools();
  const { language, timeZone, addresses } = destination;
  const kind = destinationKindOf(destination);
  const logFields = logFieldsOf(message);
  const seen = renderMail(comparedContent(content), { language, timeZone });
  return {
    medium: 'mail',
    seen: [seen.subject, seen.text, seen.html].join('\n'),
    complete: async (marker) => {
      const draw = (mode: 'light' | 'dark') => drawChart(content, { language, timeZone, mode }, deps, logFields);
      const light = content.chart ? pictureOf('chart', await draw('light')) : undefined;
      const dark = light && pictureOf('chart-dark', await draw('dark'));
      const chart = light && { contentId: light.contentId, darkContentId: dark?.contentId, altText: light.altText };
      const mail = renderMail(content, { language, timeZone, marker, chart });
      const pictures = [light, dark].flatMap((picture) => (picture ? [picture.attachment] : []));
      const attachments = [...pictures, csvFileOf(renderCsv(content, { language }))];
      const names = { reference: `${runId}/${revision}/${kind}`, conversation: `${runId}/${kind}` };
      return () => sendMail({ ...mail, to: addresses, attachments, ...names });
    },
  };
}

/** @param contentId - Names the picture within its mail. @returns undefined if it was not drawn. */
function pictureOf(contentId: string, chart: DrawnChart) {
  if (chart.status !== 'drawn') return undefined;
  const attachment = { fileName: `${contentId}.png`, contentType: 'image/png', content: chart.png, contentId };
  return { contentId, altText: chart.altText, attachment };
}

async function webhookCallOf(message: DeliverTo<WebhookDestination>, deps: DeliverDeps): Promise<Post> {
  const { runId, revision, content, destination } = message;
  const { renderBody, callWebhook } = await deps.loadWebhookTools();
  const { name, format, language, timeZone } = destination;
  const bodyOf = (of: ReportContent, ofRevision: number, marker?: Marker): string => {
    const body = renderBody(of, { format, language, timeZone, marker, runId, revision: ofRevision });
    if (body === undefined) throw new UnknownDestinationKindError(`webhook with the format ${format}`);
    return body;
  };
  return {
    medium: 'webhook',
    // A new revision number alone changes nothing for readers.
    seen: bodyOf(comparedContent(content), 0),
    complete: async (marker) => {
      const body = bodyOf(content, revision, marker);
      return () => callWebhook({ name, body, deliveryId: `${runId}/${revision}/${name}` });
    },
  };
}

/**
 * Removes from a report what alone deserves no second message.
 *
 * - Why answers are missing: after an outage each late failure would send a correction without a new number.
 * - A backfill: late records come every day.
 * - Baselines and the note about missing records: one backfill changes them in the reports of two weeks.
 */
export const comparedContent = ({ noRecords: _, comparedEndMs: __, ...content }: ReportContent): ReportContent => ({
  ...content,
  values: content.values.map(
    ({ backfilledFrom, earlier: _e, baseline: _b, isAnomaly: _a, movers: _m, during: _d, isByFew: _f, ...number }) => ({
      ...number,
      value: backfilledFrom ?? number.value,
    }),
  ),
  ...(content.tables && { tables: content.tables.map(({ before: _, ...table }) => table) }),
  missing: content.missing.map((question) => ({ ...question, reason: { code: 'missing', message: '' } })),
});

/** Without it, spreadsheets do not read UTF-8. */
const byteOrderMark = '\ufeff';

/** Gives a CSV file its bytes and its type. */
export const csvFileOf = ({ fileName, text }: { fileName: string; text: string }): Document => ({
  fileName,
  contentType: 'text/csv; charset=utf-8',
  content: new TextEncoder().encode(byteOrderMark + text),
});
