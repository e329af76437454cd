import { type WebhookDestination } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { type Marker } from '@pulso/domain/report-rendering';

import { UnknownDestinationKindError } from './errors';
import { type Deliver } from './incoming';
import { type DeliverDeps } from './ports';
import { type Post, comparedContent } from './post';

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
