import { type PostedDestination } from '@pulso/contracts/report-plan';
import { measuredEvents } from '@pulso/contracts/envelope';
import { type Marker } from '@pulso/domain/report-rendering';

import { hasTimeForCall } from './call-telegram';
import { carryOut } from './carry-out';
import { deliveryKeyOf, destinationKindOf } from './delivery';
import { DestinationUnreachableError } from './errors';
import { type Attempt, type CallOutcome, type DeliverOutcome, done } from './events';
import { type Deliver, logFieldsOf, runAgainOf } from './incoming';
import { type DeliverDeps, type PostOutcome } from './ports';
import { type Post, prepareMail, prepareWebhookCall } from './post';

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
  const { messageId, shortestPauseMs } = deps;
  const post = await prepare(message, deps);
  const outcome = await carryOut(
    deliveryKeyOf(runId, destination),
    {
      wanted: {
        revision,
        queued: { messageId, shortestPauseMs },
        methods: { send: post.method },
        preparesFirst: true,
        logFields: logFieldsOf(message),
        runAgain: runAgainOf(content),
        shownEvent: measuredEvents.reportDelivered,
        record: { fingerprint: deps.fingerprint(post.seen) },
      },
      prepare: async (attempt) => {
        const marker = markerOf(attempt);
        const send = await post.complete(marker);
        if (!hasTimeForCall(deps)) {
          return { event: { type: 'answered', attempt, outcome: { status: 'postponed', delayMs: 1_000 } } };
        }
        const call = async () => callOutcomeOf(await send(), marker, destinationKindOf(destination));
        return { event: { type: 'prepared', attempt }, call };
      },
    },
    deps,
  );
  return outcome.status === 'later' ? outcome : done;
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

/** Whose readers surely have an earlier version must not take a repeated correction for that one. */
function markerOf({ isRepeat, earlier: { deliveredRevision } }: Attempt): Marker | undefined {
  if (isRepeat) return deliveredRevision === undefined ? 'repeated' : 'repeated-correction';
  return deliveredRevision === undefined ? undefined : 'correction';
}
