import { type TelegramDestination, showsButtons } from '@pulso/contracts/report-plan';
import { measuredEvents } from '@pulso/contracts/envelope';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { type RunRequest, runIdOf } from '@pulso/contracts/run-requests';
import { type MessageText, renderCsv, renderNotice, renderReport, reportButtons } from '@pulso/domain/report-rendering';
import { defined } from '@pulso/kit/telegram';
import { languageOf, reportTexts } from '@pulso/kit/texts';

import { csvFileOf } from './post';
import { destinationKindOf } from './delivery';
import { type Deliver, type RunNotStarted, isRecounted, logFieldsOf, runAgainOf } from './incoming';
import { type Buttons } from './ports';
import {
  type ChatMessage,
  type Look,
  fileLook,
  fileMethods,
  plainLook,
  textLook,
  textMethods,
} from './telegram-message';

/** One revision for one chat. */
export type DeliverToChat = Deliver & { readonly destination: TelegramDestination };

/** What a person has asked for in a chat, and waits for there. */
export type ChatTrigger = Extract<RunRequest['trigger'], { type: 'chat' | 'history' }>;

/** What one destination shall show of one run. */
export interface DeliverRequest {
  readonly runId: string;
  readonly destination: TelegramDestination;
  readonly report: ChatMessage['wanted'];
  readonly lookOf: (isRepeat: boolean, isPlain: boolean) => Look;
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
  const isClosed = content.state !== 'progress';
  // At once: what can't be rendered must take no lease.
  const { methods, isText, lookOf } = looksOf(message);
  return {
    runId,
    destination,
    report: {
      revision,
      isProgress: !isClosed,
      ...(isClosed ? {} : { record: preliminary }),
      methods,
      ...(isText ? { isText } : {}),
      isRecounted: isRecounted(content),
      shownEvent: isClosed ? measuredEvents.reportDelivered : 'progress-shown',
      logFields: logFieldsOf(message),
      runAgain: runAgainOf(content),
    },
    lookOf,
    chart: isClosed && content.chart ? content : undefined,
    isChartWanted: content.trigger === 'history' && content.chart === true,
  };
}

interface Looks extends Pick<DeliverRequest, 'lookOf'> {
  readonly methods: ChatMessage['wanted']['methods'];
  readonly isText?: true;
}

function looksOf({ runId, content, destination: { language, timeZone, ...destination } }: DeliverToChat): Looks {
  if (content.isForgotten) return textLooks(() => renderNotice('not-stored', language));
  if (content.file === 'csv') {
    const file = csvFileOf(renderCsv(content, { language }));
    const { repeated } = reportTexts(languageOf(language)).markers;
    return {
      methods: fileMethods,
      lookOf: (isRepeat) => fileLook({ ...file, caption: isRepeat ? repeated : undefined }),
    };
  }
  const hasButtons = content.state !== 'progress' && showsButtons({ ...destination, language, timeZone });
  const buttons = hasButtons ? reportButtons(content, language, runId) : undefined;
  return textLooks((marker) => renderReport(content, { language, timeZone, marker }), buttons);
}

function textLooks(render: (marker?: 'repeated') => MessageText, buttons?: Buttons): Looks {
  const text = render();
  const textOf = (isRepeat: boolean): MessageText => (isRepeat ? render('repeated') : text);
  return {
    methods: textMethods,
    isText: true,
    lookOf: (isRepeat, isPlain) => (isPlain ? plainLook(textOf(isRepeat)) : textLook(textOf(isRepeat), buttons)),
  };
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
  const { lookOf, methods } = textLooks(() => renderNotice(notice, destination.language));
  return {
    runId,
    destination,
    report: {
      revision: lowestRevision,
      methods,
      isText: true,
      record: preliminary,
      shownEvent: 'chat-told',
      logFields: { runId, destination: destinationKindOf(destination) },
    },
    lookOf,
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
