import { type EmailDestination } from '@pulso/contracts/report-plan';

import { csvFileOf } from './csv-file-of';
import { destinationKindOf } from './delivery';
import { UnknownDestinationKindError } from './errors';
import { type Deliver, logFieldsOf } from './incoming';
import { type DeliverDeps } from './ports';
import { type Post, comparedContent } from './post';
import { type DrawnChart, drawChart } from './telegram-chart';

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
