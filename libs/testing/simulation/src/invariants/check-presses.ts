import { type LogFields } from '@pulso/kit/runtime';

import { ownerUserId } from '../services/names';
import { type ReadReport } from '../destinations/read-report';
import { type Press, ownerPseudonym } from '../world/presses';
import { type World } from '../world/world';

/**
 * Checks an answer to a button in the owner's chat (invariant I16): it says what the history said, and there are no more of
 * them than presses.
 */
export function checkHistoryShown({ ledger, presses }: World, report: ReadReport, isNew: boolean): void {
  const isTrue = presses.answers.some((answer) =>
    [...report.values].every(([title, value]) => answer.get(title) === value),
  );
  if (!isTrue) ledger.violate('wrong-history', 'An answer to a button says what no history has said');
  if (!isNew) return;
  const { shownCounts, all } = presses;
  shownCounts[report.marker === 'repeated' ? 'repeated' : 'unmarked'] += 1;
  const startedCount = all.filter(({ action, wasStarted }) => action !== 'run' && wasStarted).length;
  if (shownCounts.unmarked > startedCount) {
    ledger.violate('double', `${startedCount} presses are answered ${shownCounts.unmarked} times, unmarked`);
  }
}

/** Those that ring when what an update asks for may never begin; their lines name the update. */
const startAlarms = ['bot-run-start-unknown', 'bot-update-given-up'] as const;

/** At the end: who pressed and may, got an answer, or is told that there may be none (I16). */
export function checkPresses(world: World): void {
  const { alarms, ledger, presses, telegram } = world;
  const chatId = String(ownerUserId);
  if (presses.all.length === 0 || telegram.isGone(chatId)) return;
  const owners = presses.all.filter(({ isOwner, isAccepted }) => isOwner && isAccepted);
  const shows = (told: RegExp): boolean => telegram.messagesIn(chatId).some(({ text }) => told.test(text));
  for (const { updateId, action, wasStarted } of owners) {
    const isNamed = (fields: LogFields): boolean => fields['updateId'] === updateId;
    if (wasStarted || startAlarms.some((baseName) => alarms.hasRungFor(baseName, isNamed))) continue;
    // What a person has deleted said so.
    if (telegram.lostMessageCount(chatId) > 0) continue;
    // The placeholder of a report says what has become of it.
    if (!shows(action === 'run' ? /could not be|ask for it again/ : /press(?:ed)? the button again/)) {
      ledger.violate('silent', `The press ${updateId} has started nothing, and its chat was not told`);
    }
  }
  const asked = presses.all.filter(
    (press) => press.action !== 'run' && press.wasStarted && !press.wasGivenUp && !isSentInVain(world, press),
  );
  const { unmarked, repeated } = presses.shownCounts;
  // A chart comes alone. Those of runs in this chat are among them.
  const answerCount = unmarked + repeated + telegram.photosIn(chatId).length;
  // A private chat that takes no messages is the affair of its person.
  const excusedCount = presses.purgedCount + world.refusedCount('telegram.sendMessage');
  if (answerCount + excusedCount < asked.length) {
    ledger.violate('lost', `${asked.length} presses are answered ${answerCount} times`);
  }
  if (repeated > world.struckCount('notifier')) {
    ledger.violate('needless-repeat', `${repeated} answers to buttons are called repeats`);
  }
}

/** Whether the answer was sent as often as it may be, each time without an answer, and an operator was told. */
const isSentInVain = ({ alarms }: World, { updateId }: Press): boolean =>
  alarms.hasRungFor(
    'notifier-delivery-unanswered',
    ({ runId, isGivenUp }) => isGivenUp === true && String(runId).endsWith(`/history/${ownerPseudonym()}-${updateId}`),
  );
