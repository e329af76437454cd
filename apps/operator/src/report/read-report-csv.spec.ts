import { type ReportContent } from '@pulso/contracts/report-updates';
import { UsageError } from '@pulso/adapters/node-runtime';

import { type StoredReports, readReportCsv } from './report';

const windowEndMs = Date.parse('2026-11-26T12:25:00Z');
const wanted = { reportId: 'daily-usage', windowEndMs };

const contentOf = (value: number): ReportContent => ({
  reportId: 'daily-usage',
  title: { en: 'Daily usage' },
  state: 'complete',
  windowStartMs: windowEndMs - 86_400_000,
  windowEndMs,
  values: [{ queryId: 'requests', title: { en: 'Requests' }, value }],
  missing: [],
  trigger: 'schedule',
});

/** A table with runs by their ids, the scheduled one of the window among them if it has one. */
const tableWith = (
  runs: Readonly<Record<string, { state: 'running' | 'closed'; value: number }>>,
  newestEndMs = windowEndMs,
): StoredReports => ({
  readNewestHistory: async () => ({ entries: [{ windowEndMs: newestEndMs, runId: 'scheduled' }] }),
  readReport: async (runId) => {
    const run = runs[runId];
    return run && { state: run.state, content: contentOf(run.value) };
  },
});

const asked = 'daily-usage/manual/2026-11-26T12:25:00.000Z';

describe('readReportCsv', () => {
  it('writes the scheduled report of the window, and else the one that was asked for', async () => {
    const both = { scheduled: { state: 'closed', value: 428 }, [asked]: { state: 'closed', value: 430 } } as const;

    expect(await readReportCsv(wanted, tableWith(both))).toMatch(
      /^report,[^]*,number,requests,Requests,,,,428,count,,,,,,,false\r\n/,
    );
    expect(await readReportCsv(wanted, tableWith(both, windowEndMs - 86_400_000))).toContain(',430,count,');
  });

  it.each([
    ['there is none', {}],
    ['it is not over', { [asked]: { state: 'running', value: 1 } } as const],
  ])('says what to do where %s', async (_why, runs) => {
    await expect(readReportCsv(wanted, tableWith(runs))).rejects.toThrow(UsageError);
    await expect(readReportCsv(wanted, tableWith(runs))).rejects.toThrow(/Ask for it without --csv/);
  });
});
