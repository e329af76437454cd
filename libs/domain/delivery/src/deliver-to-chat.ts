import { measuredEvents } from '@pulso/contracts/envelope';
import { type TelegramDestination, showsButtons } from '@pulso/contracts/report-plan';
import { type RunRequest, runIdOf } from '@pulso/contracts/run-requests';
import { type MessageText, renderCsv, renderNotice, renderReport, reportButtons } from '@pulso/domain/report-rendering';
import { defined, html } from '@pulso/kit/telegram';
import { languageOf, reportTexts } from '@pulso/kit/texts';

import { callTelegram } from './call-telegram';
import { type Outgoing, replace } from './carry-out';
import { type Delivery, type UnansweredEdit, deliveryKeyOf, destinationKindOf } from './delivery';
import { type DeliverOutcome, type Later, done } from './events';
import { type DeliverToChat, type RunNotStarted, wantedOf } from './incoming';
import { type Buttons, type DeliverDeps } from './ports';
import { csvFileOf } from './post-report';
import { deliverChart, doneUnlessEditedAgain } from './telegram-chart';
import {
  type ChatMessage,
  type MessageVariant,
  bringToChat,
  callFor,
  fileVariant,
  textVariant,
} from './telegram-message';

/**
 * Brings one revision of a report to one chat, wherever it is by now, and then its chart; or the chart alone, where a person
 * has asked for it.
 *
 * A chat that has moved is served under its new id, as if the plan had named that one: if the plan names both, they are one
 * chat with one message.
 *
 * @returns `done` when the destination shows this revision or a newer one, or takes nothing any more.
 * @throws {LeaseLostError} Another process has taken over. Retryable.
 * @throws {ChatKeepsMovingError} Retryable.
 * @throws What the store throws, and what makes Telegram unreachable. Retryable.
 */
export async function deliver(message: DeliverToChat, deps: DeliverDeps): Promise<DeliverOutcome> {
  const { runId, destination, content } = message;
  const isClosed = content.state !== 'progress';
  // At once: what can't be rendered must take no lease.
  const shape = shapeOf(message);
  const wanted = wantedOf(message);
  const replaced = isClosed ? await endReplaced(runId, destination, deps) : { status: 'ended' as const };
  if (replaced.status === 'later') return replaced;
  if (replaced.status === 'outrun') {
    deps.log.info('report-outrun', wanted.logFields);
    return done;
  }
  const hasChart = isClosed && content.chart === true;
  const isChartWanted = hasChart && content.trigger === 'history';
  if (isChartWanted) {
    const alone = await deliverChart(message, true, deps);
    if (alone.status !== 'no-picture') return alone;
  }
  const { chatId, ...shown } = await show(
    {
      runId,
      destination,
      wanted: {
        ...wanted,
        isProgress: !isClosed,
        isPreliminary: !isClosed,
        shownEvent: isClosed ? measuredEvents.reportDelivered : 'progress-shown',
        unansweredEdit: replaced.unansweredEdit,
      },
      shape,
    },
    deps,
  );
  if (shown.status === 'later' || !shown.isShown) return shown;
  if (hasChart && !isChartWanted) {
    const drawn = await deliverChart({ ...message, destination: { ...destination, chatId } }, false, deps);
    if (drawn.status === 'later') return drawn;
  }
  return doneUnlessEditedAgain(shown);
}

/** What a chat shows of a run. */
interface Shape {
  readonly medium: 'text' | 'file';
  readonly variantOf: (isRepeat: boolean, isPlain: boolean) => MessageVariant;
}

/** Only a closed report has buttons. */
function shapeOf({ runId, content, destination }: DeliverToChat): Shape {
  const { language, timeZone } = destination;
  if (content.isForgotten) return textShape(() => renderNotice('not-stored', language));
  if (content.file === 'csv') {
    const file = csvFileOf(renderCsv(content, { language }));
    const { repeated } = reportTexts(languageOf(language)).markers;
    const variantOf = (isRepeat: boolean) => fileVariant({ ...file, caption: isRepeat ? repeated : undefined });
    return { medium: 'file', variantOf };
  }
  const hasButtons = content.state !== 'progress' && showsButtons(destination);
  const buttons = hasButtons ? reportButtons(content, language, runId) : undefined;
  return textShape((marker) => renderReport(content, { language, timeZone, marker }), buttons);
}

function textShape(render: (marker?: 'repeated') => MessageText, buttons?: Buttons): Shape {
  const text = render();
  return {
    medium: 'text',
    variantOf: (isRepeat, isPlain) => {
      const variant = isRepeat ? render('repeated') : text;
      // The buttons may be what Telegram has refused.
      return textVariant(isPlain ? { html: html`${variant.text}` } : { html: variant, buttons });
    },
  };
}

interface ToShow extends Pick<ChatMessage, 'runId'> {
  readonly destination: TelegramDestination;
  readonly wanted: Omit<ChatMessage['wanted'], 'medium' | 'placeholderMessageId'>;
  readonly shape: Shape;
}

/** Shows a report or notice. If its placeholder is not the message that shows it, it gets an end of its own. */
async function show({ runId, destination, wanted, shape: { medium, variantOf } }: ToShow, deps: DeliverDeps) {
  const { placeholderMessageId } = destination;
  const bring = (chatId: string): Omit<Outgoing, 'wanted'> => ({ call: callFor(chatId, variantOf, deps) });
  const message = { runId, part: 0, wanted: { ...wanted, medium, placeholderMessageId }, bring } as const;
  const shown = await bringToChat(destination, message, deps);
  if (shown.status === 'later' || !shown.leavesPlaceholder) return shown;
  const tidied = await pointToReport(runId, destination, deps);
  return tidied.status === 'later' ? { ...tidied, chatId: shown.chatId } : shown;
}

/** What a person has asked for in a chat, and waits for there. */
type ChatTrigger = Extract<RunRequest['trigger'], { type: 'chat' | 'history' }>;

/** Below every report's revision, so that a notice never replaces a report. */
const lowestRevision = 0;

/**
 * Tells the chat that asked for a report that none will come: where its placeholder is, else in a new message.
 *
 * The dispatcher may have opened the run before it failed. So nothing is closed: a report that still comes replaces the
 * notice, and a report that is there stays.
 *
 * @throws As {@link deliver} does.
 */
export async function tellNotStarted(
  request: RunRequest,
  trigger: ChatTrigger,
  { isReportUnknown }: Pick<RunNotStarted, 'isReportUnknown'>,
  deps: DeliverDeps,
): Promise<DeliverOutcome> {
  const runId = runIdOf(request);
  const destination = destinationOf(trigger);
  const wanted = {
    revision: lowestRevision,
    isPreliminary: true,
    shownEvent: 'chat-told',
    logFields: { runId, destination: destinationKindOf(destination) },
  } as const;
  const shape = textShape(() => renderNotice(isReportUnknown ? 'unknown-report' : 'not-prepared', trigger.language));
  return doneUnlessEditedAgain(await show({ runId, destination, wanted, shape }, deps));
}

const destinationOf = (trigger: ChatTrigger): TelegramDestination => ({
  type: 'telegram',
  chatId: trigger.chatId,
  // A button has no placeholder, nor has a command whose placeholder was refused. A report that was to be replaced stays.
  ...(trigger.type === 'chat' && trigger.messageId !== undefined && trigger.replacesRunId === undefined
    ? { placeholderMessageId: trigger.messageId }
    : {}),
  ...defined({ askedInThreadId: trigger.messageThreadId }),
  showsProgress: true,
  ...defined({ language: trigger.language }),
});

interface ReplacedEnd {
  readonly status: 'ended' | 'outrun';
  readonly unansweredEdit?: UnansweredEdit | undefined;
}

/**
 * Ends the deliveries of the runs whose report this one is about to replace in its message.
 *
 * The button of one report may be pressed again before the first press has an answer. So each ended run names the one that
 * replaces it. They form a chain of ever later runs, which ends with the one that the message shows, or will show.
 *
 * @returns `ended` when nothing more of those runs is shown, but for an edit without an answer. `outrun` when this run itself
 *   must not be shown.
 * @throws What the store throws. Retryable.
 */
async function endReplaced(
  runId: string,
  destination: TelegramDestination,
  deps: DeliverDeps,
): Promise<Later | ReplacedEnd> {
  let earlierId = destination.replacesRunId;
  let unansweredEdit: UnansweredEdit | undefined;
  while (earlierId !== undefined && earlierId !== runId) {
    // Ids of runs that a person asks for, of one report and the newest window, differ in their minute alone.
    if (earlierId > runId) return { status: 'outrun' };
    const ended: Delivery | Later = await replace(deliveryKeyOf(earlierId, destination), runId, deps);
    if ('status' in ended) return ended;
    earlierId = ended.replacedByRunId;
    unansweredEdit = ended.unansweredEdit ?? unansweredEdit;
  }
  return { status: 'ended', unansweredEdit };
}

/** Until the next look for a first message of the run, or the next edit, milliseconds. Later pauses grow by themselves. */
const lookAgainMs = 10_000;

/**
 * Edits a superfluous placeholder so that it points to the message with the report.
 *
 * Needs no lease: every edit of this message says the same, and it waits until another message is the one that shows the
 * run. Until then this one may still become it, and a late edit would cover the report. The message that shows the report
 * is never edited here, even if the destination names it as its placeholder.
 *
 * @returns `later` where no message shows anything of the run yet, and after an edit without an answer.
 * @throws As {@link deliver} does.
 */
export async function pointToReport(
  runId: string,
  destination: TelegramDestination,
  deps: DeliverDeps,
): Promise<DeliverOutcome> {
  const { chatId, placeholderMessageId: messageId } = destination;
  const fields = { runId, destination: destinationKindOf(destination) };
  const { delivery = {} } = (await deps.store.read(deliveryKeyOf(runId, destination))) ?? {};
  if (messageId === undefined || delivery.messageId === messageId) {
    deps.log.warn('placeholder-kept', { ...fields, cause: messageId === undefined ? 'none-given' : 'shows-report' });
    return done;
  }
  if (!isSettled(delivery)) return tidyLater(lookAgainMs);
  const text = renderNotice('shown-elsewhere', destination.language);
  const outcome = await callTelegram(
    chatId,
    () => deps.botApi.editMessageText({ chatId, messageId, html: text }),
    deps,
  );
  switch (outcome.status) {
    case 'unknown':
      return tidyLater(lookAgainMs);
    case 'failed':
      throw outcome.error;
    case 'postponed':
      return tidyLater(outcome.delayMs);
    default:
      deps.log.info('placeholder-superseded', { ...fields, outcome: outcome.status });
      return done;
  }
}

const tidyLater = (delayMs: number): Later => ({ status: 'later', delayMs, isTidying: true });

/** Whether it is known which message shows the run here, or that no more is tried to show it in this chat. */
const isSettled = ({ messageId, movedToChatId, endedReason, unanswered }: Delivery): boolean =>
  messageId !== undefined || movedToChatId !== undefined || endedReason !== undefined || unanswered?.isGivenUp === true;
