import { type World } from '../world/world';

/** What a day without any trouble may cost at most: calls of the whole system, with a day of repeats by the sweep. */
const callsPerRun = 250;
const callsPerQuery = 15;
/** A mail or a call of a webhook, and a look at it for each repeat. */
const callsPerPost = 30;
/** A button for earlier reports takes no query and no repeat. */
const callsPerPress = 40;

/**
 * An update has at most one effect, and one more for each time that the bot was struck while it handled it (I6); a run
 * that nothing disturbs stays within its budget of calls (I12).
 */
export function checkCosts(world: World): void {
  const { ledger, updateCount, placeholderCount, pointerCount, usageRecords, faults, callCount, queryCount } = world;
  const { presses, features } = world;
  const struckCount = world.struckCount('bot');
  const allowed = updateCount + struckCount;
  if (Math.max(placeholderCount, pointerCount) > allowed) {
    ledger.violate(
      'effect-repeated',
      `${updateCount} updates have led to ${placeholderCount} placeholders and ${pointerCount} pointers, after ${struckCount} faults`,
    );
  }
  if (usageRecords.length > allowed) {
    ledger.violate(
      'effect-repeated',
      `${updateCount} updates have led to ${usageRecords.length} records, after ${struckCount} faults`,
    );
  }
  const isGivenUp = world.alarms.hasRung('bot-update-given-up');
  if (world.acceptedUpdateCount > 0 && usageRecords.length === 0 && !isGivenUp) {
    ledger.violate('usage-lost', 'An update was accepted and has left no usage record');
  }
  // A second request within the minute hands out the questions again.
  const pressCount = presses.all.length;
  const runCount = [...ledger.runs].length + Math.max(updateCount - pressCount - 1, 0);
  const perRun = callsPerRun + callsPerQuery * queryCount + callsPerPost * features.posts.length;
  const budget = runCount * perRun + pressCount * callsPerPress;
  if (faults.length === 0 && callCount > budget) {
    ledger.violate('too-costly', `${callCount} calls for ${runCount} undisturbed runs of ${queryCount} queries`);
  }
}
