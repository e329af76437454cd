import { measuredEvents } from '@pulso/contracts/envelope';
import { type TelegramDestination, showsButtons } from '@pulso/contracts/report-plan';
import { type RunRequest, runIdOf } from '@pulso/contracts/run-requests';
import { type MessageText, renderCsv, renderNotice, renderReport, reportButtons } from '@pulso/domain/report-rendering';
import { defined, html } from '@pulso/kit/telegram';
import { languageOf, reportTexts } from '@pulso/kit/texts';

import { callTelegram } from './call-telegram';
import { replace } from './carry-out';
import { type Delivery, type UnansweredEdit, deliveryKeyOf, destinationKindOf } from './delivery';
import { type DeliverOutcome, type Later, done } from './events';
import { type DeliverTo, type RunNotStarted, logFieldsOf, wantedOf } from './incoming';
import { type Buttons, type DeliverDeps } from './ports';
import { csvFileOf } from './post-report';
import { deliverChart, doneUnlessEditedAgain } from './telegram-chart';
import { type ChatMessage, type MessageVariant, bringToChat, callFor } from './telegram-message';

/**
 * Shows one revision of a report in one chat, and then its chart; or the chart alone if a person asked for it.
 *
 * @returns `done` when the destination shows this revision or a newer one, or takes nothing any more.
 * @throws {LeaseLostError} Another process has taken over. Retryable.
 * @throws {ChatKeepsMovingError} Retryable.
 * @throws What the store throws, and what makes Telegram unreachable. Retryable.
 */
export async function deliver(message: DeliverTo<TelegramDestination>, deps: DeliverDeps): Promise<DeliverOutcome> {
  const { runId, destination, content } = message;
  const isProgress = content.state === 'progress';
  // First: a report that can't be rendered must take no lease.
  const rendered = render(message);
  const replaced = isProgress ? undefined : await endReplaced(message, deps);
  if (replaced && replaced.status !== 'ended') return replaced;
  const hasChart = !isProgress && content.chart === true;
  const isChartWanted = hasChart && content.trigger === 'history';
  if (isChartWanted) {
    const alone = await deliverChart(message, true, deps);
    if (alone.status !== 'no-picture') return alone;
  }
  const wanted = {
    ...wantedOf(message),
    isProgress,
    isPreliminary: isProgress,
    shownEvent: isProgress ? 'progress-shown' : measuredEvents.reportDelivered,
    unansweredEdit: replaced?.unansweredEdit,
  } as const;
  const { chatId, ...shown } = await show({ runId, destination, wanted, rendered }, deps);
  if (shown.status === 'later' || !shown.isShown) return shown;
  if (hasChart && !isChartWanted) {
    const drawn = await deliverChart({ ...message, destination: { ...destination, chatId } }, false, deps);
    if (drawn.status === 'later') return drawn;
  }
  return doneUnlessEditedAgain(shown);
}

/** What a chat shows of a run. */
interface Rendered {
  readonly medium: 'text' | 'file';
  readonly variantOf: (isRepeat: boolean, isPlain: boolean) => MessageVariant;
}

function render({ runId, content, destination }: DeliverTo<TelegramDestination>): Rendered {
  const { language, timeZone } = destination;
  if (content.isForgotten) return renderedText(() => renderNotice('not-stored', language));
  if (content.file === 'csv') {
    const file = csvFileOf(renderCsv(content, { language }));
    const { repeated } = reportTexts(languageOf(language)).markers;
    return { medium: 'file', variantOf: (isRepeat) => ({ ...file, caption: isRepeat ? repeated : undefined }) };
  }
  const hasButtons = content.state !== 'progress' && showsButtons(destination);
  const buttons = hasButtons ? reportButtons(content, language, runId) : undefined;
  return renderedText((marker) => renderReport(content, { language, timeZone, marker }), buttons);
}

function renderedText(renderText: (marker?: 'repeated') => MessageText, buttons?: Buttons): Rendered {
  const first = renderText();
  const variantOf: Rendered['variantOf'] = (isRepeat, isPlain) => {
    const text = isRepeat ? renderText('repeated') : first;
    // Telegram may have refused the buttons.
    return isPlain ? { html: html`${text.text}` } : { html: text, buttons };
  };
  return { medium: 'text', variantOf };
}

interface ToShow extends Pick<DeliverTo<TelegramDestination>, 'runId' | 'destination'> {
  readonly wanted: Omit<ChatMessage['wanted'], 'medium' | 'placeholderMessageId'>;
  readonly rendered: Rendered;
}

/** Shows a report or notice. If another message than its placeholder shows it, the placeholder points there. */
async function show({ runId, destination, wanted, rendered: { medium, variantOf } }: ToShow, deps: DeliverDeps) {
  const call = callFor(variantOf, deps);
  const shownAs = { ...wanted, medium, placeholderMessageId: destination.placeholderMessageId };
  const shown = await bringToChat(destination, { runId, part: 0, wanted: shownAs, call }, deps);
  if (shown.status === 'later' || !shown.leavesPlaceholder) return shown;
  const tidied = await pointToReport(runId, destination, deps);
  return tidied.status === 'later' ? { ...tidied, chatId: shown.chatId } : shown;
}

type ChatTrigger = Extract<RunRequest['trigger'], { type: 'chat' | 'history' }>;

/**
 * Tells the chat that asked for a report that it will not come. A report that comes nevertheless replaces the notice.
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
    // Below every report's revision: a notice never replaces a report.
    revision: 0,
    isPreliminary: true,
    shownEvent: 'chat-told',
    logFields: { runId, destination: destinationKindOf(destination) },
  } as const;
  const notice = isReportUnknown ? 'unknown-report' : 'not-prepared';
  const rendered = renderedText(() => renderNotice(notice, destination.language));
  return doneUnlessEditedAgain(await show({ runId, destination, wanted, rendered }, deps));
}

const destinationOf = (trigger: ChatTrigger): TelegramDestination => ({
  type: 'telegram',
  chatId: trigger.chatId,
  // A button has no placeholder, nor may a command have one. A report that Refresh failed to replace stays.
  ...(trigger.type === 'chat' && trigger.messageId !== undefined && trigger.replacesRunId === undefined
    ? { placeholderMessageId: trigger.messageId }
    : {}),
  ...defined({ askedInThreadId: trigger.messageThreadId }),
  showsProgress: true,
  ...defined({ language: trigger.language }),
});

/**
 * Ends the deliveries of the runs whose report this one replaces in its message (D14).
 *
 * A person may press Refresh twice at once. So each ended run names its replacement: a chain of ever later runs.
 *
 * @returns `done` when a later run replaces this one. `ended`: with the edit that may still show an earlier report.
 */
async function endReplaced(message: DeliverTo<TelegramDestination>, deps: DeliverDeps) {
  const { runId, destination } = message;
  let earlierId = destination.replacesRunId;
  let unansweredEdit: UnansweredEdit | undefined;
  while (earlierId !== undefined && earlierId !== runId) {
    // The ids of one report's requested runs differ only in their minute.
    if (earlierId > runId) {
      deps.log.info('report-outrun', logFieldsOf(message));
      return done;
    }
    const ended: Delivery | Later = await replace(deliveryKeyOf(earlierId, destination), runId, deps);
    if ('status' in ended) return ended;
    earlierId = ended.replacedByRunId;
    unansweredEdit = ended.unansweredEdit ?? unansweredEdit;
  }
  return { status: 'ended', unansweredEdit } as const;
}

/** The first pause before the next try, milliseconds. Later pauses grow in the queue. */
const lookAgainMs = 10_000;

/**
 * Edits a superfluous placeholder so that it points to the message with the report (D8).
 *
 * It takes no lease, since every edit says the same. It waits until another message shows the run: until then the
 * placeholder may become the report, and a late edit would cover it.
 *
 * @returns `later` while no message shows the run, and after an unanswered edit.
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

/** Whether it is known which message shows the run, or that none will in this chat. */
const isSettled = ({ messageId, movedToChatId, endedReason, unanswered }: Delivery): boolean =>
  messageId !== undefined || movedToChatId !== undefined || endedReason !== undefined || unanswered?.isGivenUp === true;
