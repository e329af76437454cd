import { checkCopies } from './check-copies';
import { checkReport } from './check-shown';
import { type ArrivedPost } from '../destinations/posts';
import { type ReadPost } from '../destinations/read-report';
import { mailAddress, webhookUrl } from '../services/names';
import { type PostPlace } from '../world/features';
import { type World } from '../world/world';

const addresses: Readonly<Record<PostPlace, string>> = {
  'email:owners': mailAddress,
  'webhook:owners': webhookUrl,
};

/**
 * Checks every mail and every call of a webhook, which can't be edited (invariant I14): the first of a run says nothing of
 * itself, every further one that it is repeated or a correction; it is repeated after an unanswered send only, a correction
 * only if it tells something else, and never older than what has arrived.
 */
export function checkPosted(world: World, arrived: ArrivedPost, addressedTo: string): void {
  const { ledger, kernel } = world;
  const { place, runId, revision, post } = arrived;
  const known = ledger.destinationOfRun(runId, place);
  if (!known || addressedTo !== addresses[place]) {
    return ledger.violate('wrong-chat', `${runId} is sent to ${addressedTo}, which is not for it`);
  }
  const { run, destination } = known;
  const { lastPost } = destination;
  checkReport(world, run, post);
  if (post.state === 'progress') return ledger.violate('unfinished', `${runId} is sent to ${place} before its end`);

  destination.firstClosedAtMs ??= kernel.nowMs;
  destination.lastPost = arrived;
  destination.closedPostCount += 1;
  checkCopies(world, run, destination, revision);
  if (post.marker === 'repeated') destination.repeatedPostCount += 1;
  if (post.marker === undefined && destination.closedPostCount > 1) {
    ledger.violate('double', `${runId} is sent to ${place} again, unmarked`);
  }
  if (destination.repeatedPostCount > world.struckCount('notifier')) {
    ledger.violate('needless-repeat', `${runId} is called a repeat in ${place}, and every send was answered`);
  }
  if (post.marker === 'correction' && (!lastPost || lastPost.post.news === post.news)) {
    ledger.violate('needless-correction', `${runId} corrects nothing in ${place}`);
  }
  if (post.marker === 'correction' && lastPost && differsInCountsAlone(post, lastPost.post)) {
    ledger.violate('needless-correction', `${runId} is sent to ${place} again because records came late`);
  }
  if (lastPost && revision < lastPost.revision) {
    ledger.violate('stale', `${runId} sends revision ${revision} to ${place} after ${lastPost.revision}`);
  }
}

/** Answers never change but by a recount: who has all of them gets no other message for it. */
const differsInCountsAlone = (one: ReadPost, other: ReadPost): boolean =>
  one.state === other.state && [...one.values.keys()].join() === [...other.values.keys()].join();
