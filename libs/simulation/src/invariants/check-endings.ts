import { type ExpectedRun } from '../world/ledger';
import { type World } from '../world/world';

/** A run that nobody planned still ends in a message or in an alarm, never in silence. */
export function checkEndings({ ledger, statistics, telegram }: World, run: ExpectedRun): void {
  const { request, destinations, runId, wasGivenUp, wasTriggered } = run;
  const { type } = request.trigger;
  if (type === 'schedule') {
    statistics.missed += 1;
    if (
      statistics.alarms['scheduled-run-missing'] === undefined &&
      statistics.alarms['run-not-started'] === undefined
    ) {
      ledger.violate('silent', `${runId} did not come, and nobody was told`);
    }
    return;
  }
  statistics.notStarted += 1;
  if (type === 'manual') {
    if (wasGivenUp && statistics.alarms['run-not-started'] === undefined) {
      ledger.violate('silent', `${runId} was given up, and nobody was told`);
    }
    return;
  }
  if (wasTriggered) {
    const texts = destinations.flatMap(({ chatId }) => telegram.messagesIn(chatId).map(({ text }) => text));
    const isTold = texts.some((text) => text.includes('could not be'));
    if (!isTold && destinations.every(({ chatId }) => !telegram.isGone(chatId))) {
      ledger.violate('silent', `${runId} was given up, and its chat shows: ${texts.join(' / ')}`);
    }
  }
}
