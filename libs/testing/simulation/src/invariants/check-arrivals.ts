import { type ConversationMessage } from '@pulso/world/telegram';

import { type ArrivedPost } from '../destinations/posts';
import { type ReadPost, readReport, type ReadReport } from '../destinations/read-report';
import { mailAddress, ownerUserId, strangerUserId, webhookUrl } from '../services/names';
import { type Copy, type ExpectedDestination, type ExpectedRun } from '../world/expected-run';
import { type PostPlace } from '../world/features';
import { isRightAnswer } from '../world/history-book';
import { type World } from '../world/world';
import { expectedChange, hasNothingToSay, isNotification } from './is-told';
import { readDeliveries } from './stored-run';

/** The most copies of one revision, and of a run beside one of each revision, that a reader may get (invariant I16). */
export const mostOfRevision = 4;
export const mostOfRun = 6;

/** Counts of copies, actual or allowed. */
interface Counts {
  /** Copies with the content of the last one. */
  readonly same: number;
  readonly all: number;
  /** Copies without a marker, and those marked as repeated. */
  readonly unmarked: number;
  readonly repeated: number;
}

const brokenBy = { same: 'flood', all: 'flood', unmarked: 'double', repeated: 'needless-repeat' } as const;

const countsOf = (copies: readonly Copy[]): Counts => ({
  same: copies.filter(({ content }) => content === copies.at(-1)?.content).length,
  all: copies.length,
  unmarked: copies.filter(({ marker }) => marker === undefined).length,
  repeated: copies.filter(({ marker }) => marker === 'repeated').length,
});

/** Judges everything that a reader gets more than once (I2, I14, I15, I16). */
function checkCounts({ ledger }: World, what: string, counts: Partial<Counts>, most: Partial<Counts>): void {
  for (const [kind, rule] of Object.entries(brokenBy) as [keyof Counts, string][]) {
    const [count = 0, limit = Infinity] = [counts[kind], most[kind]];
    if (count > limit) ledger.violate(rule, `${what}: ${count} copies, ${limit} are explained (${kind})`);
  }
}

/** @param answeredCount - Messages lost after their answer: each is followed by another one. */
const mostCopies = ({ copies, moveCount }: ExpectedDestination, answeredCount: number) => ({
  same: mostOfRevision * (1 + moveCount) + answeredCount,
  all: mostOfRun * (1 + moveCount) + new Set(copies.map(({ content }) => content)).size + answeredCount,
});

/**
 * Checks every new or edited message: its claims (I1), that no chat gets a report twice without a marker (I2), and that
 * no chat gets another's report: an owner who asks in a group is answered in private.
 */
export function checkMessage(world: World, { chatId: id, text, versions }: ConversationMessage): void {
  const { ledger, kernel, telegram } = world;
  const [chatId, isNew] = [String(id), versions.length === 1];
  if (kernel.isRecording) kernel.note(`chat ${chatId} ${isNew ? 'gets' : 'edit'}: ${text.replaceAll('\n', ' | ')}`);
  if (chatId === String(strangerUserId)) ledger.violate('wrong-chat', 'A stranger is written to for a pressed button');
  const report = readReport(text);
  if (!report) return;
  const known = ledger.destinationOf(chatId, text);
  if (!known && chatId === String(ownerUserId)) return checkAnswerShown(world, report, isNew);
  if (!known) return ledger.violate('wrong-chat', `A report is shown in ${chatId}, which is not for it`);
  const { run, destination } = known;
  const { runId } = run;
  checkReport(world, run, report);
  if (report.state === 'progress') {
    destination.progressCount += 1;
    return;
  }
  destination.firstClosedAtMs ??= kernel.nowMs;
  const repeated = mostRepeats(world, run, destination, isNew);
  const { copies, moveCount } = destination;
  if (!isNew) {
    const isRepeat = report.marker === 'repeated' || countsOf(copies).repeated > 0;
    return checkCounts(world, `${runId} in ${chatId}`, { repeated: isRepeat ? 1 : 0 }, { repeated });
  }
  const { revision } = readDeliveries(world.tables.deliveries, runId).get(chatId)?.unanswered ?? { revision: 0 };
  copies.push({ atMs: kernel.nowMs, content: revision, marker: report.marker });
  const most = mostCopies(destination, telegram.lostMessageCount(destination.place));
  checkCounts(world, `${runId} in ${chatId}`, countsOf(copies), { ...most, unmarked: 1 + moveCount, repeated });
}

/**
 * Each repeat follows from a fault that left the notifier unsure whether its message was sent, or from a refused edit,
 * after which the report is sent once more below its message. A group that has moved refuses edits of its old messages.
 */
function mostRepeats(
  world: World,
  { placeholderMessageIds }: ExpectedRun,
  { place, isAsker, moveCount, copies }: ExpectedDestination,
  isNew: boolean,
): number {
  const refusedCount = world.refusedIn(place).filter(({ method }) => method === 'editMessageText').length;
  const leftCount = refusedCount + world.telegram.lostMessageCount(place);
  // If a placeholder is edited, no sent message can appear twice. Some runs have no placeholder.
  const hasPlaceholder = isAsker && !placeholderMessageIds.has(0) && leftCount === 0;
  const isFirst = hasPlaceholder && moveCount === 0 && copies.length === 0 && !isNew;
  return isFirst ? 0 : world.struckCount('notifier') + leftCount + moveCount;
}

/** Checks an answer to a button in the owner's chat: it repeats the history, once for each press (I16). */
function checkAnswerShown(world: World, report: ReadReport, isNew: boolean): void {
  const { ledger, kernel, presses } = world;
  const isTrue = presses.answers.some((answer) =>
    [...report.values].every(([title, value]) => answer.get(title) === value),
  );
  if (!isTrue) ledger.violate('wrong-history', 'An answer to a button says what no history has said');
  if (!isNew) return;
  presses.shown.push({ atMs: kernel.nowMs, content: '', marker: report.marker });
  const { unmarked, repeated } = countsOf(presses.shown);
  const most = { unmarked: presses.startedCount('history', 'chart'), repeated: world.struckCount('notifier') };
  checkCounts(world, 'Answers to buttons', { unmarked, repeated }, most);
}

/**
 * Checks every picture (I15): it follows a report or a press. There are no more unmarked pictures than reports that may
 * have one, and each marked one follows from an unanswered send.
 */
export function checkPicture(world: World, { chatId: id, text, versions }: ConversationMessage): void {
  const { ledger, kernel, telegram, features, presses } = world;
  const [chatId, isNew] = [String(id), versions.length === 1];
  if (kernel.isRecording)
    kernel.note(`chat ${chatId} ${isNew ? 'gets' : 'edit'} a picture: ${text.replaceAll('\n', ' | ')}`);
  if (!isNew) return;
  const pressCount = chatId === String(ownerUserId) ? presses.startedCount('chart') : 0;
  if (pressCount === 0 && !telegram.messagesIn(chatId).some((message) => isClosedReport(message.text)))
    return ledger.violate('chart-first', `A picture comes to ${chatId} before any report`);
  const unmarked = (features.hasChart ? ledger.closedCountIn(chatId) : 0) + pressCount;
  const copies = telegram.photosIn(chatId).map((photo): Copy => ({
    atMs: kernel.nowMs,
    content: photo.text.replace(/^You may see this report twice\.\n/, ''),
    marker: photo.text.startsWith('You may see this report twice.') ? 'repeated' : undefined,
  }));
  // Several may say the same. The first copy of each has no marker, if it came.
  const firstCount = copies.filter(({ content, marker }) => content === copies.at(-1)?.content && !marker).length;
  const equalCount = (features.hasChart ? ledger.closedCountIn(chatId, text) : 0) + pressCount;
  const same = (mostOfRevision - 1) * equalCount + firstCount;
  const most = { same, unmarked, repeated: world.struckCount('notifier') };
  checkCounts(world, `Pictures in ${chatId}`, countsOf(copies), most);
}

function isClosedReport(text: string): boolean {
  const report = readReport(text);
  return report !== undefined && report.state !== 'progress';
}

const addresses: Readonly<Record<PostPlace, string>> = { 'email:owners': mailAddress, 'webhook:owners': webhookUrl };

/**
 * Checks every mail and every call of a webhook, which can't be edited (I14): the first of a run has no marker, and
 * every further one is marked as a repeat or a correction. It is repeated only after an unanswered send, corrected only
 * if its content differs, and never older than what has arrived.
 */
export function checkPost(world: World, { place, runId, revision, post }: ArrivedPost, addressedTo: string): void {
  const { ledger, kernel } = world;
  const known = ledger.destinationOfRun(runId, place);
  if (!known || addressedTo !== addresses[place]) {
    return ledger.violate('wrong-chat', `${runId} is sent to ${addressedTo}, which is not for it`);
  }
  const { run, destination } = known;
  checkReport(world, run, post);
  if (post.state === 'progress') return ledger.violate('unfinished', `${runId} is sent to ${place} before its end`);

  const { copies } = destination;
  const last = copies.at(-1);
  destination.firstClosedAtMs ??= kernel.nowMs;
  copies.push({ atMs: kernel.nowMs, content: revision, marker: post.marker, post });
  const unmarked = copies[0]?.marker === undefined ? 1 : 0;
  const most = { ...mostCopies(destination, 0), unmarked, repeated: world.struckCount('notifier') };
  checkCounts(world, `${runId} in ${place}`, countsOf(copies), most);
  if (post.marker === 'correction' && (!last?.post || !isNews(post, last.post))) {
    ledger.violate('needless-correction', `${runId} corrects nothing in ${place}, or counts alone`);
  }
  if (last && revision < Number(last.content)) {
    ledger.violate('stale', `${runId} sends revision ${revision} to ${place} after ${last.content}`);
  }
}

/** Answers never change but by a backfill: who has all of them gets no other message for it. */
const isNews = (one: ReadPost, other: ReadPost): boolean =>
  one.news !== other.news &&
  (one.state !== other.state || [...one.values.keys()].join() !== [...other.values.keys()].join());

/** How far a clock may be ahead, ms. */
const longestSkewMs = 120_000;

/**
 * Checks the claims of a report at any destination: nothing incomplete is called complete, no number is wrong, a
 * partial report names what is missing and why (I1), one below its condition is not shown, and a watch reports only
 * what it has decided, with its hour (I19).
 */
function checkReport(world: World, run: ExpectedRun, { values, missing, state, isCut, change }: ReadReport): void {
  const { ledger, kernel, news, queryCount } = world;
  const { runId, reportDueAtMs = 0 } = run;
  for (const [title, value] of values) {
    if (!isRightAnswer(world, run, title, value)) ledger.violate('wrong-value', `${runId} shows ${title} as ${value}`);
  }
  if (run.hadFirstAnswer && hasNothingToSay(run)) {
    ledger.violate('sent-for-nothing', `${runId} is shown although its number is too small`);
  }
  if (state === 'progress') return;
  if (isNotification(run) && !news.isNews(runId))
    ledger.violate('sent-for-nothing', `${runId} is shown, and has no news`);
  else if (isNotification(run) && change !== expectedChange(run)) {
    ledger.violate('wrong-notification', `${runId} calls its hour ${change}, and not ${expectedChange(run)}`);
  }
  if (!isCut && state === 'complete' && values.size !== queryCount) {
    ledger.violate('falsely-complete', `${runId} is called complete with ${values.size} of ${queryCount}`);
  }
  if (!isCut && values.size + missing.size !== queryCount) {
    ledger.violate('unnamed-missing', `${runId} names ${values.size + missing.size} of ${queryCount} questions`);
  }
  for (const [title, reason] of missing) {
    if (!/\w{3}/.test(reason)) ledger.violate('unnamed-missing', `${runId}: ${title} is missing for "${reason}"`);
    if (reason.includes('before the report was due') && kernel.nowMs < reportDueAtMs - longestSkewMs)
      ledger.violate('closed-early', `${runId} misses an answer before it is due`);
  }
}
