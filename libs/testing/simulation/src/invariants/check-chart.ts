import { type ConversationMessage } from '@pulso/world/telegram';

import { isSentInVain, mostOfRevision } from './check-copies';
import { isDeliveryGivenUp, isToldOfPlace } from './is-told';
import { readDelivered } from './stored-run';
import { ownerUserId } from '../services/names';
import { readReport } from '../destinations/read-report';
import { type ExpectedDestination, type ExpectedRun } from '../world/expected-run';
import { type World } from '../world/world';

/**
 * Checks every picture (invariant I15): it follows a report, unless a button has asked for it, and there are no more of them than reports that may have one
 * but for those that say so, each of which follows from an unanswered send.
 */
export function checkChart(world: World, { chatId: id, text, versions }: ConversationMessage): void {
  const { ledger, kernel, telegram } = world;
  const [chatId, isNew] = [String(id), versions.length === 1];
  if (kernel.isRecording)
    kernel.note(`chat ${chatId} ${isNew ? 'gets' : 'edit'} a picture: ${text.replaceAll('\n', ' | ')}`);
  if (!isNew) return;
  const photos = telegram.photosIn(chatId);
  const repeatCount = photos.filter((photo) => isRepeated(photo)).length;
  const sameCount = photos.filter((photo) => withoutMark(photo.text) === withoutMark(text)).length;
  if (sameCount > mostOfRevision * mostCharts(world, chatId)) {
    ledger.violate('flood', `One picture comes to ${chatId} ${sameCount} times`);
  }
  const reportCount = telegram.messagesIn(chatId).filter((message) => isClosedReport(message)).length;
  if (reportCount === 0 && chartPressCount(world, chatId) === 0)
    return ledger.violate('chart-first', `A picture comes to ${chatId} before any report`);
  if (photos.length - repeatCount > mostCharts(world, chatId)) {
    ledger.violate('double', `${photos.length - repeatCount} pictures in ${chatId}, unmarked`);
  }
  if (repeatCount > world.struckCount('notifier')) {
    ledger.violate('needless-repeat', `${repeatCount} pictures in ${chatId} are called repeats`);
  }
}

const withoutMark = (caption: string): string => caption.replace(/^Repeated:.*\n/, '');

const isRepeated = ({ text }: ConversationMessage): boolean => text.startsWith('Repeated:');

function isClosedReport({ text }: ConversationMessage): boolean {
  const report = readReport(text);
  return report !== undefined && report.state !== 'progress';
}

/** A run has one per chat, and an answered button for a chart has one. */
function mostCharts(world: World, chatId: string): number {
  const { features, ledger } = world;
  return (features.hasChart ? ledger.closedCountIn(chatId) : 0) + chartPressCount(world, chatId);
}

const chartPressCount = ({ presses }: World, chatId: string): number =>
  chatId === String(ownerUserId)
    ? presses.all.filter(({ action, wasStarted }) => action === 'chart' && wasStarted).length
    : 0;

/** At the end: a picture that could be drawn is there, or an alarm says that it could not (I15). */
export function checkChartsAtEnd(world: World): void {
  const { ledger, telegram, history } = world;
  for (const [place, runIds] of history.drawable) {
    if (telegram.isGone(place)) continue;
    const count = telegram.photosIn(place).length;
    const due = [...runIds].filter((runId) => !isExcused(world, runId, place));
    if (count < due.length) ledger.violate('chart-lost', `${place} has ${count} of ${due.length} pictures`);
  }
}

/** Whether the picture of a run has a reason not to be there, of which an operator was told unless it is a person's chat. */
function isExcused(world: World, runId: string, place: string): boolean {
  const { run, destination } = world.ledger.destinationOfRun(runId, place) ?? {};
  if (!run || !destination) return false;
  return (
    isToldOfPlace(world, 'notifier-chart-not-drawn', run, destination) ||
    isRefused(world, run, destination) ||
    isDeliveryGivenUp(world, run, place) ||
    [0, 1].some((part) => isSentInVain(world, run, destination, part))
  );
}

/** Whether the chat has refused the picture for good. */
function isRefused(world: World, run: ExpectedRun, destination: ExpectedDestination): boolean {
  const { place } = destination;
  if (!world.refusedIn(place).some(({ method }) => method === 'sendPhoto')) return false;
  const hasEnded = [0, 1].some(
    (part) => readDelivered(world.tables.deliveries, run.runId, part).get(place) === Infinity,
  );
  if (!hasEnded) return false;
  return place === String(ownerUserId) || isToldOfPlace(world, 'notifier-delivery-ended', run, destination);
}
