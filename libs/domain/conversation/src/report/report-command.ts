import { maxWindowsAgo } from '@pulso/contracts/run-requests';

import { type ChatReport, chatReports, wordOf } from '../chat-reports';
import { type UserRequest } from '../intake/user-request';

/** Which report over which window is wanted. */
export interface WantedReport {
  readonly reportId: string;
  /** 0 for the window that ends now, 1 for the one before it. */
  readonly windowsAgo: number;
}

/** A window may have ended almost a day before it is asked for. The lag and a change of clocks come on top. */
const reserveDays = 2;

/**
 * How many windows ago the earliest window lies that the logs cover whole: over a part a report would be too low.
 *
 * @returns From 0 to 30; 0 if they cover only the newest one.
 * @example maxWindowsAgoOf({ windowHours: 168 }, 90); // 11
 */
export const maxWindowsAgoOf = ({ windowHours }: Pick<ChatReport, 'windowHours'>, logRetentionDays: number): number =>
  Math.min(maxWindowsAgo, Math.max(0, Math.floor(((logRetentionDays - reserveDays) * 24) / windowHours) - 1));

/**
 * Reads what follows `/report`: a report, how many windows ago, both or nothing. A report is named by its id, the first
 * word of it, or a unique beginning.
 *
 * @param argument - Anything.
 * @param reports - What can be asked for, the usual one first.
 * @returns undefined if the report or window does not exist: the person needs to see the menu.
 * @example readReportCommand('daily 3', chatReports, 90); // { reportId: 'daily-usage', windowsAgo: 3 }
 */
export function readReportCommand(
  argument: string,
  reports: readonly [ChatReport, ...ChatReport[]],
  logRetentionDays: number,
): WantedReport | undefined {
  const words = argument
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  const [first] = words;
  const hasName = first !== undefined && !/^\d/.test(first);
  const report = hasName ? reportNamed(first, reports) : reports[0];
  const [number, ...rest] = hasName ? words.slice(1) : words;
  const windowsAgo = number === undefined ? 0 : windowsAgoOf(number);
  if (!report || windowsAgo === undefined || rest.length > 0) return undefined;
  if (windowsAgo > maxWindowsAgoOf(report, logRetentionDays)) return undefined;
  return { reportId: report.reportId, windowsAgo };
}

function reportNamed(name: string, reports: readonly ChatReport[]): ChatReport | undefined {
  const exact = reports.find((report) => report.reportId === name || wordOf(report) === name);
  if (exact) return exact;
  const [only, ...others] = reports.filter(({ reportId }) => reportId.startsWith(name));
  return others.length === 0 ? only : undefined;
}

const windowsAgoOf = (word: string): number | undefined => (/^[1-9]\d?$/.test(word) ? Number(word) : undefined);

const startPayload = /^report(?:-([a-z]+))?(?:-([1-9]\d?))?$/;

/**
 * Writes the payload of a link to the bot, so that `/start` asks for the same report as the command.
 *
 * @example startPayloadOf({ reportId: 'weekly-usage', windowsAgo: 2 }); // 'report-weekly-2'
 */
export function startPayloadOf({ reportId, windowsAgo }: WantedReport): string {
  const report = chatReports.find((candidate) => candidate.reportId === reportId);
  const words = report && report !== chatReports[0] ? [wordOf(report)] : [];
  return ['report', ...words, ...(windowsAgo === 0 ? [] : [windowsAgo])].join('-');
}

/**
 * Reads what {@link startPayloadOf} has written.
 *
 * @returns What a person would write after `/report`; undefined for any other payload.
 * @example argumentOfStart('report-weekly-2'); // 'weekly 2'
 */
export function argumentOfStart(payload: string): string | undefined {
  const [found, word = '', number = ''] = startPayload.exec(payload) ?? [];
  const isOurs = found !== undefined && (word === '' || chatReports.some((report) => wordOf(report) === word));
  return isOurs ? `${word} ${number}`.trim() : undefined;
}

/** Whether an owner asks for a report or for numbers: that is no use of the bot. */
export function isAboutReports(request: UserRequest, adminUserIds: ReadonlySet<number>): boolean {
  if (request.updateType !== 'message' || !adminUserIds.has(request.userId)) return false;
  const { name, argument = '' } = request.command ?? {};
  return name === 'report' || name === 'ask' || (name === 'start' && argumentOfStart(argument) !== undefined);
}
