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
import { type DeliverTo, type RunNotStarted, logFieldsOf, wantedOf } from './incoming';
import { type Buttons, type DeliverDeps } from './ports';
import { csvFileOf } from './post-report';
import { deliverChart, doneUnlessEditedAgain } from './telegram-chart';
import { type ChatMessage, type MessageVariant, bringToChat, callFor } from './telegram-message';

/**
 * Brings one revision of a report to one chat, wherever it is by now, and then its chart; or the chart alone, where a person
 * has asked for it. If the plan names the old and the new id of a chat, they are one chat with one message.
 *
 * @returns `done` when the destination shows this revision or a newer one, or takes nothing any more.
 * @throws {LeaseLostError} Another process has taken over. Retryable.
 * @throws {ChatKeepsMovingError} Retryable.
 * @throws What the store throws, and what makes Telegram unreachable. Retryable.
 */
export async function deliver(message: DeliverTo<TelegramDestination>, deps: DeliverDeps): Promise<DeliverOutcome> {
  const { runId, destination, content } = message;
  const isProgress = content.state === 'progress';
  // At once: what can't be rendered must take no lease.
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
    // The buttons may be what Telegram has refused.
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
  const { placeholderMessageId } = destination;
  const bring = (chatId: string): Omit<Outgoing, 'wanted'> => ({ call: callFor({ chatId }, variantOf, deps) });
  const message = { runId, part: 0, wanted: { ...wanted, medium, placeholderMessageId }, bring } as const;
  const shown = await bringToChat(destination, message, deps);
  if (shown.status === 'later' || !shown.leavesPlaceholder) return shown;
  const tidied = await pointToReport(runId, destination, deps);
  return tidied.status === 'later' ? { ...tidied, chatId: shown.chatId } : shown;
}

type ChatTrigger = Extract<RunRequest['trigger'], { type: 'chat' | 'history' }>;

/** Below every report's revision, so that a notice never replaces a report. */
const lowestRevision = 0;

/**
 * Tells the chat that asked for a report that none will come: in its placeholder, else in a new message. If the run was
 * opened nevertheless, its report replaces the notice, and a report that is there stays.
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
  const notice = isReportUnknown ? 'unknown-report' : 'not-prepared';
  const rendered = renderedText(() => renderNotice(notice, destination.language));
  return doneUnlessEditedAgain(await show({ runId, destination, wanted, rendered }, deps));
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

/**
 * Ends the deliveries of the runs whose report this one is about to replace in its message.
 *
 * A button may be pressed again before the first press has an answer. So each ended run names the one that replaces it, in
 * a chain of ever later runs, whose last one the message shows or will show.
 *
 * @returns `done` when this run itself must not be shown. `ended`: of the others, only an unanswered edit may still be.
 */
async function endReplaced(message: DeliverTo<TelegramDestination>, deps: DeliverDeps) {
  const { runId, destination } = message;
  let earlierId = destination.replacesRunId;
  let unansweredEdit: UnansweredEdit | undefined;
  while (earlierId !== undefined && earlierId !== runId) {
    // Ids of runs that a person asks for, of one report and the newest window, differ in their minute alone.
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

/** Until the next look for a message of the run, or the next edit, milliseconds. Later pauses grow by themselves. */
const lookAgainMs = 10_000;

/**
 * Edits a superfluous placeholder so that it points to the message with the report.
 *
 * Needs no lease: every edit of this message says the same. It waits until another message is the one that shows the run,
 * because until then the placeholder may still become it, and a late edit would cover the report.
 *
 * @returns `later` while no message shows anything of the run, and after an edit without an answer.
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
