import { type PostedDestination } from '@pulso/contracts/report-plan';
import { measuredEvents } from '@pulso/contracts/envelope';
import { type Marker } from '@pulso/domain/report-rendering';

import { DestinationUnreachableError } from '../errors';
import { logFieldsOf, runAgainOf } from '../incoming/log-fields';
import { type Deliver } from '../incoming/split-update';
import { deliveryKeyOf, destinationKindOf } from '../lease/delivery-key';
import { type DeliverOutcome, done } from '../lease/delivery-outcome';
import { giveBack, giveUp, recordAnswered, recordEnd, recordPosted, recordUnanswered } from '../lease/record-outcome';
import { takeLease } from '../lease/take-lease';
import { type DeliverDeps } from '../ports/deliver-deps';
import { hasTimeForCall } from '../show/call-telegram';
import { type Post } from './post';
import { prepareMail } from './prepare-mail';
import { prepareWebhookCall } from './prepare-webhook-call';

/** One revision for a destination whose messages can't be edited. */
export type DeliverPost = Deliver & { readonly destination: PostedDestination };

/**
 * Sends one revision of a closed report to a destination whose messages can't be edited: once, unless an answer is lost.
 *
 * After a send without an answer the next one says that it may be a repetition. A newer revision is sent as a correction
 * if it tells its readers something else than what they have, and as a repeated one after a correction without an answer.
 *
 * @throws {DestinationUnreachableError} Nothing was sent. Retryable.
 * @throws {UnknownDestinationKindError} This deployment can't write what the destination takes. Retryable after the next.
 * @throws {LeaseLostError} Another process has taken over. Retryable.
 * @throws What the store throws, and what loading the code for it throws. Retryable.
 */
export async function postReport(message: DeliverPost, deps: DeliverDeps): Promise<DeliverOutcome> {
  const { runId, revision, content, destination } = message;
  if (content.state === 'progress') return done;
  const post = await prepare(message, deps);
  const claim = await takeLease({ key: deliveryKeyOf(runId, destination), revision, preparesFirst: true }, deps);
  if (claim.status === 'later') return claim;
  if (claim.status !== 'leased') return done;
  const { lease } = claim;
  const seen = deps.fingerprint(post.seen);
  const { deliveredRevision, fingerprint } = lease.delivery();
  const logFields = logFieldsOf(message);
  const attempted = { revision, logFields, runAgain: runAgainOf(content) };
  if (lease.isSpent) return await giveUp(lease, attempted, deps.log);
  if (!lease.followsUnansweredSend && fingerprint === seen) {
    await recordPosted(lease, { deliveredRevision: revision, fingerprint: seen });
    deps.log.info('report-unchanged', logFields);
    return done;
  }
  const marker = markerOf(lease.followsUnansweredSend, deliveredRevision);
  const send = await post.complete(marker);
  if (!hasTimeForCall(deps)) return await giveBack(lease, { status: 'postponed', delayMs: 1_000 });
  await lease.recordIntent();
  const outcome = await send();
  switch (outcome.status) {
    case 'accepted':
      await recordAnswered(
        () => recordPosted(lease, { deliveredRevision: revision, fingerprint: seen }),
        lease,
        post.method,
        attempted,
        deps.log,
      );
      deps.log.info(measuredEvents.reportDelivered, {
        ...logFields,
        method: 'posted',
        isRepeat: lease.followsUnansweredSend,
        marker,
      });
      return done;
    case 'rejected':
      return recordEnd(
        lease,
        { cause: 'rejected', reason: outcome.reason, runAgain: attempted.runAgain },
        deps.log,
        logFields,
      );
    case 'postponed':
      return await giveBack(lease, outcome);
    case 'not-sent': {
      const error = new DestinationUnreachableError(destinationKindOf(destination), outcome.reason);
      return await giveBack(lease, { status: 'failed', error });
    }
    case 'unknown':
      return await recordUnanswered(lease, { method: post.method, reason: outcome.reason }, attempted, deps);
    default:
      return outcome satisfies never;
  }
}

function prepare(message: DeliverPost, deps: DeliverDeps): Promise<Post> {
  const { destination } = message;
  switch (destination.type) {
    case 'email':
      return prepareMail({ ...message, destination }, deps);
    case 'webhook':
      return prepareWebhookCall({ ...message, destination }, deps);
    default:
      return destination satisfies never;
  }
}

/** Whose readers surely have an earlier version must not take a repeated correction for that one. */
function markerOf(followsUnansweredSend: boolean, deliveredRevision: number | undefined): Marker | undefined {
  if (followsUnansweredSend && deliveredRevision !== undefined) return 'repeated-correction';
  if (followsUnansweredSend) return 'repeated';
  return deliveredRevision === undefined ? undefined : 'correction';
}
