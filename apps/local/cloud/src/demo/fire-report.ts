import { type StoredReport } from '@pulso/adapters/dynamodb';
import { readRunRequest, runIdOf } from '@pulso/contracts/run-requests';
import { catalogue } from '@pulso/domain/reports';
import { minuteMs } from '@pulso/kit/time';
import { fillContextAttributes } from '@pulso/world/lambda';
import { type ConversationMessage } from '@pulso/world/telegram';
import { type CloudDefinition } from '@pulso/world/stacks';

import { type SentMail } from '../cloud/cloud-observer';
import { type LocalCloud } from '../cloud/local-cloud';
import { LocalCloudError } from '../errors';
import { type WebhookCall } from '../posted/webhooks';

/** A report that was due, and what each destination got of it. */
export interface FiredReport {
  readonly reportId: string;
  /** Epoch ms. */
  readonly firedAtMs: number;
  /** When every destination had it, or when that was waited for no longer, epoch ms. */
  readonly endedAtMs: number;
  readonly stored: StoredReport | undefined;
  /** Of the chats that get reports; texts first, then pictures. Oldest first. */
  readonly messages: readonly ConversationMessage[];
  readonly mails: readonly SentMail[];
  readonly calls: readonly WebhookCall[];
}

/** The report is due 10 minutes after its plan; a sweep and a delivery may follow. */
const longestRunMs = 20 * minuteMs;

/**
 * Fires the schedule of a report and waits until every destination has it.
 *
 * @param scheduledAtMs - When it is due, epoch ms: now by the local cloud's clock.
 * @param repeatsForMs - How long after that it may come again, ms.
 */
export async function fireReport(
  cloud: LocalCloud,
  reportId: string,
  scheduledAtMs: number,
  repeatsForMs: number,
): Promise<FiredReport> {
  const { clock, definition } = cloud;
  const schedule = findReportSchedule(definition, scheduledAtMs, reportId);
  const [messageCount, mailCount, callCount] = [cloud.reportMessages(), cloud.mails(), cloud.webhookCalls()].map(
    ({ length }) => length,
  );
  const sent = () => ({
    messages: cloud.reportMessages().slice(messageCount),
    mails: cloud.mails().slice(mailCount),
    calls: cloud.webhookCalls().slice(callCount),
  });
  const wanted = countDestinations(cloud, reportId);
  const firedAtMs = clock.nowMs();
  await cloud.fireSchedule(schedule.name, scheduledAtMs);
  const isDelivered = (): boolean => {
    const { messages, mails, calls } = sent();
    return messages.length >= wanted.messages && mails.length >= wanted.mails && calls.length >= wanted.calls;
  };
  const stored = await followRun(cloud, { runId: schedule.runId, dueMs: scheduledAtMs, isDelivered });
  const endedAtMs = clock.nowMs();
  if (repeatsForMs > 0) await clock.runUntil(endedAtMs + repeatsForMs);
  return { reportId, firedAtMs, endedAtMs, stored, ...sent() };
}

/** How many messages, mails and calls a report makes. */
function countDestinations(
  { definition }: LocalCloud,
  reportId: string,
): Record<'messages' | 'mails' | 'calls', number> {
  const report = catalogue.find(({ id }) => id === reportId);
  const kinds = definition.functions.flatMap(({ environment }): string[] => {
    const byName: Record<string, { type: string }[]> = JSON.parse(environment['REPORT_DESTINATIONS'] ?? '{}');
    return (byName[report?.destinations ?? ''] ?? []).map(({ type }) => type);
  });
  const count = (wanted: string): number => kinds.filter((kind) => kind === wanted).length;
  return {
    messages: count('telegram') * (report?.chart ? 2 : 1),
    mails: count('email'),
    calls: count('webhook'),
  };
}

interface ReportSchedule {
  readonly name: string;
  readonly reportId: string;
  /** The id of the run that the schedule starts at the given time. */
  readonly runId: string;
}

/**
 * Finds the schedule that asks for a report.
 *
 * @param atMs - When it shall fire, epoch ms.
 * @param reportId - Absent: the first report that has a schedule.
 * @throws {LocalCloudError} No stack declares one.
 */
export function findReportSchedule(
  { schedules }: Pick<CloudDefinition, 'schedules'>,
  atMs: number,
  reportId?: string,
): ReportSchedule {
  for (const { name, arn, input } of schedules) {
    if (!input.includes('"reportId"')) continue;
    // The input as the target gets it: the Scheduler writes times in whole seconds, and the run's id is made of them.
    const run = { scheduleArn: arn, scheduledAtMs: atMs, executionId: 'none', attemptNumber: 1 };
    const request = readRunRequest(fillContextAttributes(input, run));
    if (reportId !== undefined && request.reportId !== reportId) continue;
    return { name, reportId: request.reportId, runId: runIdOf(request) };
  }
  throw new LocalCloudError('No stack declares a schedule for a report. Give one in the catalogue a schedule.');
}

/** How far the clock moves between two looks at the run, ms: a run that is not over soon waits for minutes. */
const lookEveryMs = (passedMs: number): number => (passedMs < 15_000 ? 1_000 : 10_000);

/**
 * Lets time pass until a run has closed and its report has been delivered, or the report is long over time.
 *
 * @param dueMs - When the run was due, epoch ms.
 * @param isDelivered - Whether the destinations have the report by now.
 * @returns The run as it is stored then; undefined when it does not exist.
 */
export async function followRun(
  { clock, readReport }: Pick<LocalCloud, 'clock' | 'readReport'>,
  { runId, dueMs, isDelivered }: { runId: string; dueMs: number; isDelivered: () => boolean },
): Promise<StoredReport | undefined> {
  const [startMs, untilMs] = [clock.nowMs(), dueMs + longestRunMs];
  for (;;) {
    await clock.settle();
    const stored = await readReport(runId);
    const isOver = stored?.state === 'closed' && stored.sentRevision >= stored.revision && isDelivered();
    if (isOver || clock.nowMs() >= untilMs) return stored;
    await clock.runUntil(Math.min(clock.nowMs() + lookEveryMs(clock.nowMs() - startMs), untilMs));
  }
}
