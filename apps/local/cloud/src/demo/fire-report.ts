import { type StoredReport } from '@pulso/adapters/dynamodb-runs';
import { catalogue } from '@pulso/domain/reports';
import { type ConversationMessage } from '@pulso/local/telegram';

import { findReportSchedule } from '../cloud/find-report-schedule';
import { type SentMail } from '../cloud/cloud-observer';
import { type LocalCloud } from '../cloud/local-cloud';
import { type WebhookCall } from '../posted/start-webhook-receiver';
import { followRun } from './follow-run';

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
const longestRunMs = 20 * 60_000;

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
  const stored = await followRun({
    clock,
    readReport: () => cloud.readReport(schedule.runId),
    isDelivered: () => {
      const { messages, mails, calls } = sent();
      return messages.length >= wanted.messages && mails.length >= wanted.mails && calls.length >= wanted.calls;
    },
    untilMs: scheduledAtMs + longestRunMs,
  });
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
