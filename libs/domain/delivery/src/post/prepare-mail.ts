import { type EmailDestination } from '@pulso/contracts/destinations';

import { UnknownDestinationKindError } from '../errors';
import { logFieldsOf } from '../incoming/log-fields';
import { type Deliver } from '../incoming/split-update';
import { destinationKindOf } from '../lease/delivery-key';
import { type DeliverDeps } from '../ports/deliver-deps';
import { drawChart } from '../show/draw-chart';
import { comparedContent } from './compared-content';
import { type Post } from './post';

/** Names the picture within its mail. */
const chartId = 'chart';

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
  const { renderMail, sendMail } = await deps.loadMailTools();
  const { language, timeZone, addresses } = destination;
  const kind = destinationKindOf(destination);
  const seen = renderMail(comparedContent(content), { language, timeZone });
  return {
    seen: [seen.subject, seen.text, seen.html].join('\n'),
    method: 'SendEmail',
    complete: async (marker) => {
      const chart = content.chart ? await drawChart(content, destination, deps, logFieldsOf(message)) : undefined;
      const drawn = chart?.status === 'drawn' ? chart : undefined;
      const mail = renderMail(content, {
        language,
        timeZone,
        marker,
        chart: drawn && { contentId: chartId, altText: drawn.altText },
      });
      const picture = drawn && { contentId: chartId, png: drawn.png };
      const names = { reference: `${runId}/${revision}/${kind}`, conversation: `${runId}/${kind}` };
      return () => sendMail({ ...mail, to: addresses, chart: picture, ...names });
    },
  };
}
