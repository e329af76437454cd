import { reportUpdatesDelivery } from '@pulso/contracts/report-updates';

import { guestUpdateId } from '../world/press-buttons';
import { totalOf } from '../world/statistics';
import { type World } from '../world/world';

/** The most that a day without faults may cost: calls of the whole system, with a day of repeats by the sweep. */
const callsPerRun = 250;
const callsPerQuery = 15;
/** A mail or a webhook call, and one read for each repeat. */
const callsPerPost = 30;
/** A button for earlier reports needs no query and no repeat. */
const callsPerPress = 40;

/**
 * The most that a run costs without faults: receives for its plan and deadline, for each question (a job, re-enqueued
 * up to twice, and its answer), for each place (the report and its repeats), for each press, and for each sweep.
 */
const receivesPer = {
  run: 20,
  query: 4,
  place: 12,
  press: 4,
  sweep: 1,
};

/**
 * One fault brings back a message and its batch. A failed split costs the most: an update uses up its receives with six
 * of them (D1), each of which may leave a message for each of four places.
 */
const receivesPerFault = reportUpdatesDelivery.maxReceiveCount / 6 + 4;

/**
 * Calls of StartQuery and GetQueryResults. A slow query takes three receives, with five polls in each; a fault takes a
 * batch of five jobs with it; a query that hangs is looked at until its run gives up.
 */
const insightsCallsPer = { query: 20, fault: 12, hang: 60 };

/**
 * An update has at most one effect, plus one for each fault of the bot while it handled the update (I6). An undisturbed
 * run stays within its budget of calls, a disturbed one within the cost of its faults (I12).
 */
export function checkCosts(world: World): void {
  const { ledger, updateCount, placeholderCount, pointerCount, faults, callCount, queryCount } = world;
  const { presses, features } = world;
  const struckCount = world.struckCount('bot');
  if (Math.max(placeholderCount, pointerCount) > updateCount + struckCount) {
    const effects = `${placeholderCount} placeholders and ${pointerCount} pointers`;
    ledger.violate('effect-repeated', `${updateCount} updates have led to ${effects}, after ${struckCount} faults`);
  }
  checkUsageRecords(world, struckCount);
  const pressCount = presses.all.length;
  // A second request within the minute sends the questions again.
  const runCount = [...ledger.runs].length + Math.max(updateCount - pressCount - 1, 0);
  const perRun = callsPerRun + callsPerQuery * queryCount + callsPerPost * features.posts.length;
  if (faults.length === 0 && callCount > runCount * perRun + pressCount * callsPerPress) {
    ledger.violate('too-costly', `${callCount} calls for ${runCount} undisturbed runs of ${queryCount} queries`);
  }
  checkFaultCosts(world, runCount);
}

/** A guest's message leaves one usage record, and what owners ask of reports none (I6). */
function checkUsageRecords(world: World, struckCount: number): void {
  const { ledger, guestMessageCount, acceptedMessageCount, usageRecords, alarms } = world;
  if (usageRecords.some(({ update_id }) => update_id !== guestUpdateId)) {
    ledger.violate('report-counted', 'An owner has asked for a report and left a usage record');
  }
  const recordCount = usageRecords.length;
  if (recordCount > guestMessageCount + struckCount) {
    ledger.violate('effect-repeated', `${guestMessageCount} messages have led to ${recordCount} records`);
  }
  if (acceptedMessageCount > 0 && recordCount === 0 && !alarms.hasRung('bot-update-given-up')) {
    ledger.violate('usage-lost', 'A message was accepted and has left no usage record');
  }
}

/** Limits what each fault may cost, however many there are. */
function checkFaultCosts(world: World, runCount: number): void {
  const { ledger, statistics, faults, queryCount, presses, sweeps } = world;
  const { run, query, place, press, sweep } = receivesPer;
  const placeCount = [...ledger.runs].reduce((sum, { destinations }) => sum + destinations.length, 0);
  const quiet =
    runCount * (run + query * queryCount) + place * placeCount + press * presses.all.length + sweep * sweeps.sentCount;
  // A throttled job comes back after a pause, and a redriven message has all its receives again.
  const explained = quiet + statistics.throttledCalls + statistics.receivesByRedrive;
  const receiveCount = totalOf(statistics.receives);
  if (receiveCount > explained + receivesPerFault * faults.length) {
    const known = `${explained} and ${faults.length} faults are known`;
    ledger.violate('too-many-receives', `${receiveCount} receives, where ${known}`);
  }
  const { startCalls, pollCalls } = statistics;
  const { query: perQuery, fault, hang } = insightsCallsPer;
  const hangCount = statistics.faults['query-hangs'] ?? 0;
  const allowedCalls = perQuery * runCount * queryCount + fault * faults.length + hang * hangCount;
  if (startCalls + pollCalls > allowedCalls) {
    ledger.violate('too-costly', `${startCalls} starts and ${pollCalls} polls, where ${allowedCalls} are explained`);
  }
}
