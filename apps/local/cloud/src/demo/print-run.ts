import { relative } from 'node:path';

import { reportTexts } from '@pulso/kit/texts';

import { rungLines } from '../alarms/alarm-change';
import { type LocalCloud } from '../cloud/local-cloud';
import { faultLine } from '../faults/inject-faults';
import { readLogLines } from '../log-line';
import { readMail } from '../posted/read-mail';
import { drawMessage, wrapWords } from './draw-message';
import { type FiredReport } from './fire-report';
import { type Judgement, type StruckFaults, type Truth } from './judge-report';
import { type Day, type PlayedDay } from './play-day';
import { type ProgressStream } from './progress';
import { countOfUpdates } from './report-time';
import { drawTimeline, queryIdsOf } from './timeline';
import { type OutputFiles } from './write-output';

interface RunToPrint {
  readonly day: Day;
  readonly played: PlayedDay;
  readonly judgement: Judgement;
  readonly faults: StruckFaults | undefined;
  readonly files: { readonly daily: OutputFiles; readonly weekly?: OutputFiles };
  /** To which the names of files are relative. */
  readonly folder: string;
}

/** Prints the reports as a chat shows them, and nothing else. */
export function printReports(out: ProgressStream, { daily, weekly }: PlayedDay): void {
  const texts = [daily, weekly].flatMap((report) =>
    report ? [textsOf(report).at(-1) ?? 'No report was delivered.'] : [],
  );
  out.write(`${texts.join('\n\n')}\n`);
}

/** Prints the reports as a chat shows them, the story of the run, and what each destination got. */
export function printRun(out: ProgressStream, cloud: LocalCloud, run: RunToPrint): void {
  const { day, played, judgement, faults, files, folder } = run;
  const { daily, weekly, leftCount } = played;
  const lines = ['', ...drawReport(daily), ''];
  if (daily.stored) {
    const { runId, content } = daily.stored;
    // Sweeps repeat it later, which changes nothing.
    const logLines = readLogLines(cloud.logEvents()).filter(({ timestamp }) => timestamp <= daily.endedAtMs);
    const { firedAtMs } = daily;
    lines.push(`Timeline of ${runId}, seconds since the schedule fired:`, '');
    lines.push(...drawTimeline({ runId, queryIds: queryIdsOf(content), firedAtMs }, logLines), '');
  }
  if (faults) lines.push(faultLine(faults.injected, faults.seed));
  if (leftCount > 0) {
    const [lie, were] = leftCount === 1 ? ['lies', 'was'] : ['lie', 'were'];
    lines.push(`${countOfUpdates(leftCount)} ${lie} after the end of the run and ${were} not pushed.`);
  }
  if (weekly) lines.push('', ...drawReport(weekly));
  lines.push('', ...destinationLines(daily, files.daily, folder));
  if (weekly && files.weekly) lines.push('', ...destinationLines(weekly, files.weekly, folder));
  const past = pastLine(played, day);
  if (past !== undefined) lines.push('', past);
  if (daily.stored && day.truth && judgement.verdict === 'right') {
    const kinds = { message: daily.messages, mail: daily.mails, webhook: daily.calls };
    const got = Object.entries(kinds).flatMap(([kind, sent]) => (sent.length > 0 ? [kind] : []));
    lines.push('', ...truthLines(day.truth, got));
  }
  lines.push('', ...alarmLines(cloud));
  out.write(`${lines.join('\n')}\n`);
}

function alarmLines({ alarmChanges }: LocalCloud): string[] {
  const rung = rungLines(alarmChanges);
  return rung.length === 0 ? ['No alarm rang.'] : rung;
}

/** Of messages without a picture. */
export const textsOf = ({ messages }: FiredReport): string[] =>
  messages.flatMap(({ attachment, text }) => (attachment ? [] : [text]));

function drawReport({ messages }: FiredReport): string[] {
  const message = messages.findLast(({ attachment }) => !attachment);
  return message ? drawMessage(message) : ['  No report was delivered.'];
}

/** How much of a webhook's body is shown, characters. */
const shownBodyLength = 66;

function destinationLines(report: FiredReport, files: OutputFiles, folder: string): string[] {
  const { reportId, mails, calls } = report;
  const named = (file: string): string => relative(folder, file) || file;
  const [mail, call] = [mails.at(-1), calls.at(-1)];
  return [
    `What each destination got of ${reportId}:`,
    '',
    ...(files.message ? [`  message  as above, ${named(files.message)}${copiesText(copiesIn(textsOf(report)))}`] : []),
    ...(files.chart ? [`  chart    ${named(files.chart)}`] : []),
    ...(mail && files.mail && files.mailPage
      ? [`  mail     ${named(files.mailPage)}, sent as ${named(files.mail)} to ${readMail(mail.message).headers['to']}`]
      : []),
    ...(call && files.webhook ? [`  webhook  ${named(files.webhook)}, sent to ${call.name}`] : []),
    ...(call && files.webhook ? [`           ${call.body.slice(0, shownBodyLength)}...`] : []),
  ];
}

function pastLine({ earlierTexts }: PlayedDay, { past }: Day): string | undefined {
  if (!past) return undefined;
  const copyCount = copiesIn(earlierTexts);
  const count = earlierTexts.length - copyCount;
  const messages = count === 1 ? 'The report of the day before stands' : `${count} reports of earlier days stand`;
  const where = `above the message in the channel${copiesText(copyCount)}`;
  return `Compared with the ${past.days.length} days before. ${messages} ${where}.`;
}

/** @returns How many of these messages say that they repeat one before them. */
const copiesIn = (texts: readonly string[]): number =>
  texts.filter((text) => text.includes(reportTexts('en').markers.repeated)).length;

const copiesText = (count: number): string =>
  count === 0 ? '' : `, and ${count} more that may be seen twice: its sends got no answer`;

/** In cells of a terminal. */
const maxWidth = 90;

/**
 * Tells that what each destination got of the bundled day is right, as far as its truth is known: for the numbers that
 * were counted when it was made.
 *
 * @param destinations - What got the report, in words. At least one.
 * @returns Lines of about the width of a terminal.
 */
export function truthLines(truth: Truth, destinations: readonly string[]): string[] {
  const [last, ...others] = destinations.toReversed();
  const where = others.length === 0 ? `the ${last}` : `${others.reverse().join(', ')} and ${last}`;
  // A number stays with its name.
  const counted = Object.entries(truth).map(([key, value]) => `${key.replace(/^.*\./, '')}\u00A0${value}`);
  return [
    `The numbers in ${where} are those with which the bundled day was made:`,
    ...wrapWords(`${counted.join(', ')}.`, maxWidth).map((line) => line.replaceAll('\u00A0', ' ')),
  ];
}
