import { type StoredReport } from '@pulso/adapters/dynamodb-runs';

import { type LocalCloud } from '../cloud/start-local-cloud';
import { type Day, type Judgement } from './judge-report';
import { faultLine } from '../faults/count-faults';
import { type ProgressStream } from './progress';
import { renderTimeline } from './render-timeline';
import { type Measured } from './report-json';
import { countOfUpdates } from './report-time';
import { queryIdsOf, readLogLines, timelineOf } from './timeline';
import { truthLine } from './truth-line';

/** Prints the report as a chat shows it, and the story of its run unless `quiet`. */
export function printRun(
  out: ProgressStream,
  cloud: LocalCloud,
  {
    day,
    stored,
    firedAtMs,
    judgement,
    leftCount,
    quiet,
    measured,
  }: {
    day: Day;
    stored: StoredReport | undefined;
    firedAtMs: number;
    judgement: Judgement;
    leftCount: number;
    quiet: boolean;
    measured: Measured;
  },
): void {
  const report = cloud.deliveredReports().at(-1) ?? 'No report was delivered.';
  if (quiet) {
    out.write(`${report}\n`);
    return;
  }
  const lines = ['', ...boxed(report.split('\n')), ''];
  if (stored) {
    const timeline = timelineOf(stored.runId, queryIdsOf(stored.content), readLogLines(cloud.logEvents()));
    lines.push(`Timeline of ${stored.runId}, seconds since the schedule fired:`, '');
    lines.push(...renderTimeline(timeline, firedAtMs), '');
  }
  const { fanIn, faults } = measured;
  if (fanIn) lines.push(`fan-in overhead: ${fanIn.overheadMs} ms (cold starts in it: ${fanIn.coldStartCount})`);
  if (faults) lines.push(faultLine(faults.injected, faults.seed));
  if (stored && day.truth && judgement.verdict === 'right') lines.push(truthLine(day.truth, stored.content.values));
  if (leftCount > 0) {
    const [lie, were] = leftCount === 1 ? ['lies', 'was'] : ['lie', 'were'];
    lines.push(`${countOfUpdates(leftCount)} ${lie} after the end of the run and ${were} not pushed.`);
  }
  out.write(`${lines.join('\n')}\n`);
}

/** A message as a chat shows it: in a bubble. */
function boxed(lines: readonly string[]): string[] {
  const width = Math.max(...lines.map((line) => [...line].length));
  const pad = (line: string): string => line + ' '.repeat(width - [...line].length);
  return [`  ╭${'─'.repeat(width + 2)}╮`, ...lines.map((line) => `  │ ${pad(line)} │`), `  ╰${'─'.repeat(width + 2)}╯`];
}
