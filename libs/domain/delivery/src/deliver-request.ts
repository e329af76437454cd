import { type TelegramDestination } from '@pulso/contracts/destinations';
import { type ReportUpdate } from '@pulso/contracts/report-updates';
import { type RunRequest, runIdOf } from '@pulso/contracts/run-requests';
import { renderNotice, renderReport } from '@pulso/report-rendering';

import { destinationKindOf } from './delivery-key';
import { type ReportToShow } from './show-report';

export type Deliver = Extract<ReportUpdate, { type: 'deliver' }>;

/** One revision for one chat. */
export type DeliverToChat = Deliver & { readonly destination: TelegramDestination };

export type ChatTrigger = Extract<RunRequest['trigger'], { type: 'chat' }>;

/** What one destination shall show of one run. */
export interface DeliverRequest {
  readonly runId: string;
  readonly destination: TelegramDestination;
  readonly report: ReportToShow;
}

/** Below every report's revision, so that the notice never replaces a report. */
const lowestRevision = 0;

/** Renders a revision of a report for one destination. */
export const reportRequestOf = ({ runId, revision, content, destination }: DeliverToChat): DeliverRequest => ({
  runId,
  destination,
  report: {
    revision,
    silent: content.state === 'progress',
    text: renderReport(content, { language: destination.language }),
    repeatedText: () => renderReport(content, { language: destination.language, marker: 'repeated' }),
    shownEvent: 'report-delivered',
    logFields: { runId, revision, state: content.state, destination: destinationKindOf(destination) },
  },
});

/**
 * Tells the chat that asked for a report that none will come: where its placeholder is, else in a new message.
 *
 * The dispatcher may have opened the run before it failed. So nothing is closed, and the notice is delivered as the
 * oldest revision there is: a report that still comes replaces it, and a report that is there stays.
 */
export function noticeRequestOf(request: RunRequest, trigger: ChatTrigger): DeliverRequest {
  const runId = runIdOf(request);
  const destination = destinationOf(trigger);
  const text = renderNotice('not-prepared');
  return {
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
  };
}

const destinationOf = ({ chatId, messageId, language }: ChatTrigger): TelegramDestination => ({
  type: 'telegram',
  chatId,
  placeholderMessageId: messageId,
  showsProgress: true,
  ...(language === undefined ? {} : { language }),
});
