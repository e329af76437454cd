import { type TelegramDestination, showsButtons } from '@pulso/contracts/report-plan';
import { measuredEvents } from '@pulso/contracts/envelope';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { type RunRequest, runIdOf } from '@pulso/contracts/run-requests';
import { renderCsv, renderNotice, renderReport, reportButtons } from '@pulso/domain/report-rendering';
import { defined } from '@pulso/kit/telegram';
import { languageOf, reportTexts } from '@pulso/kit/texts';

import { csvFileOf } from '../csv-file-of';
import { logFieldsOf, runAgainOf } from '../incoming/log-fields';
import { type RunNotStarted } from '../incoming/read-incoming';
import { type Deliver } from '../incoming/split-update';
import { destinationKindOf } from '../lease/delivery-key';
import { type Look, fileLook, textLook } from './look';
import { type ReportToShow } from './showing';

/** One revision for one chat. */
export type DeliverToChat = Deliver & { readonly destination: TelegramDestination };

/** What a person has asked for in a chat, and waits for there. */
export type ChatTrigger = Extract<RunRequest['trigger'], { type: 'chat' | 'history' }>;

/** What one destination shall show of one run. */
export interface DeliverRequest {
  readonly runId: string;
  readonly destination: TelegramDestination;
  readonly report: ReportToShow;
  /** What the chart beside the report is drawn from. Absent: it has none. */
  readonly chart?: ReportContent | undefined;
  /** A person has asked for the chart, so that the report is shown only where that can't be. */
  readonly isChartWanted?: boolean;
}

/** Below every report's revision, so that the notice never replaces a report. */
const lowestRevision = 0;

/** What is stored of a message that shows no report yet. */
const preliminary = { isPreliminary: true } as const;

/** Renders a revision of a report for one chat. Only a closed one has buttons and a chart. */
export function reportRequestOf(message: DeliverToChat): DeliverRequest {
  const { runId, revision, content, destination } = message;
  const { language, timeZone } = destination;
  const isClosed = content.state !== 'progress';
  const buttons = isClosed && showsButtons(destination) ? reportButtons(content, language, runId) : undefined;
  const lookOf = (marker?: 'repeated') => {
    if (content.isForgotten) return textLook(renderNotice('not-stored', language));
    if (content.file === 'csv') return csvLook(content, language, marker);
    return textLook(renderReport(content, { language, timeZone, marker }), buttons);
  };
  // At once: what can't be rendered must take no lease.
  const look = lookOf();
  return {
    runId,
    destination,
    report: {
      revision,
      isProgress: !isClosed,
      ...(isClosed ? {} : { record: preliminary }),
      lookOf: (isRepeat) => (isRepeat ? lookOf('repeated') : look),
      isRecounted: isRecounted(content),
      shownEvent: isClosed ? measuredEvents.reportDelivered : 'progress-shown',
      logFields: logFieldsOf(message),
      runAgain: runAgainOf(content),
    },
    chart: isClosed && content.chart ? content : undefined,
    isChartWanted: content.trigger === 'history' && content.chart === true,
  };
}

function csvLook(content: ReportContent, language: string | undefined, marker: 'repeated' | undefined): Look {
  const caption = marker && reportTexts(languageOf(language)).markers[marker];
  return fileLook({ ...csvFileOf(renderCsv(content, { language })), caption });
}

/**
 * Tells the chat that asked for a report that none will come: where its placeholder is, else in a new message.
 *
 * The dispatcher may have opened the run before it failed. So nothing is closed, and the notice is delivered as the
 * oldest revision there is: a report that still comes replaces it, and a report that is there stays.
 */
export function noticeRequestOf(
  request: RunRequest,
  trigger: ChatTrigger,
  { isReportUnknown }: Pick<RunNotStarted, 'isReportUnknown'>,
): DeliverRequest {
  const runId = runIdOf(request);
  const destination = destinationOf(trigger);
  const notice = isReportUnknown ? 'unknown-report' : 'not-prepared';
  const look = textLook(renderNotice(notice, destination.language));
  return {
    runId,
    destination,
    report: {
      revision: lowestRevision,
      lookOf: () => look,
      record: preliminary,
      shownEvent: 'chat-told',
      logFields: { runId, destination: destinationKindOf(destination) },
    },
  };
}

const destinationOf = (trigger: ChatTrigger): TelegramDestination => ({
  type: 'telegram',
  chatId: trigger.chatId,
  // A button has no placeholder: what it asks for comes within seconds. Nor has a command whose placeholder was refused. A
  // report that was to be replaced stays.
  ...(trigger.type === 'chat' && trigger.messageId !== undefined && trigger.replacesRunId === undefined
    ? { placeholderMessageId: trigger.messageId }
    : {}),
  ...defined({ askedInThreadId: trigger.messageThreadId }),
  showsProgress: true,
  ...defined({ language: trigger.language }),
});

/** Whether a report has been counted again since it was first sent, and says more now. */
export const isRecounted = ({ values }: ReportContent): boolean =>
  values.some(({ recountedFrom }) => recountedFrom !== undefined);
