import { type ChatReport, wordOf } from '../chat-reports';
import { type WantedReport } from './report-command';

const startPayload = /^report(?:-([a-z]+))?(?:-([1-9]\d?))?$/;

/**
 * Writes what a link to the bot carries so that `/start` asks for the same report as the command did.
 *
 * @param reports - What can be asked for, the usual one first.
 * @example startPayloadOf({ reportId: 'weekly-usage', windowsAgo: 2 }, chatReports); // 'report-weekly-2'
 */
export function startPayloadOf({ reportId, windowsAgo }: WantedReport, reports: readonly ChatReport[]): string {
  const report = reports.find((candidate) => candidate.reportId === reportId);
  const words = report && report !== reports[0] ? [wordOf(report)] : [];
  return ['report', ...words, ...(windowsAgo === 0 ? [] : [windowsAgo])].join('-');
}

/**
 * Reads what {@link startPayloadOf} has written.
 *
 * @returns What a person would write after `/report`; undefined for any other payload.
 * @example argumentOfStart('report-weekly-2', chatReports); // 'weekly 2'
 */
export function argumentOfStart(payload: string, reports: readonly ChatReport[]): string | undefined {
  const [found, word = '', number = ''] = startPayload.exec(payload) ?? [];
  const isOurs = found !== undefined && (word === '' || reports.some((report) => wordOf(report) === word));
  return isOurs ? `${word} ${number}`.trim() : undefined;
}
