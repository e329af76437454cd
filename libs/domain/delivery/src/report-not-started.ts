import { type Destination } from '@pulso/contracts/report-plan';
import { type RunRequest, runIdOf } from '@pulso/contracts/run-requests';
import { renderNotice } from '@pulso/report-rendering';

import { type DeliverDeps } from './deliver';
import { destinationKindOf } from './delivery-key';
import { pointToReport } from './point-to-report';
import { type DeliverOutcome, done } from './record-outcome';
import { showInChat } from './show-in-chat';

export type ChatTrigger = Extract<RunRequest['trigger'], { type: 'chat' }>;

/** Below every report's revision: whatever has been delivered is newer than the news that there is nothing. */
const lowestRevision = 0;

/**
 * Tells the chat that asked for a report that none will come: where its placeholder is, else in a new message.
 *
 * The dispatcher may have opened the run before it failed. So nothing is closed, and the notice is delivered as the
 * oldest revision there is: a report that still comes replaces it, and a report that is there stays.
 *
 * @throws As {@link deliver} does.
 */
export async function reportNotStarted(
  request: RunRequest,
  trigger: ChatTrigger,
  deps: DeliverDeps,
): Promise<DeliverOutcome> {
  const runId = runIdOf(request);
  const destination = destinationOf(trigger);
  const text = renderNotice('not-prepared');
  const outcome = await showInChat(
    {
      runId,
      destination,
      report: {
        revision: lowestRevision,
        silent: false,
        text,
        repeatedText: () => text,
        shownEvent: 'chat-told',
        logFields: { runId, destination: destinationKindOf(destination) },
      },
    },
    deps,
  );
  // A repeated bot reply: its second request failed too, and what became of the first one is in the other message.
  if (outcome.status === 'done' || outcome.status === 'later') return outcome;
  return outcome.leavesPlaceholder ? await pointToReport(runId, destination, deps) : done;
}

const destinationOf = ({ chatId, messageId, language }: ChatTrigger): Destination => ({
  type: 'telegram',
  chatId,
  placeholderMessageId: messageId,
  showsProgress: true,
  ...(language === undefined ? {} : { language }),
});
