import { dayMs, minuteMs } from '@pulso/kit/time';
import { parseFaultPlan } from '@pulso/world/faults';

import { findReportSchedule } from '../demo/fire-report';
import { type TimedUpdate } from '../demo/read-updates';
import { type ScenarioResult, runScenario, said } from './run-scenario';
import { titleOf, visibleTextOf } from './testing/read-report';
import './testing/at-root';

const reportAtMs = Date.parse('2026-11-25T12:30:00Z');

/** A person asks for help in private, so many minutes before the report. */
const request = (updateId: number, minutesBefore: number): TimedUpdate =>
  said({ updateId, atMs: reportAtMs - minutesBefore * minuteMs, fromId: updateId });

describe('records that become searchable after the report', () => {
  let result: ScenarioResult;
  let first: readonly string[];
  let next: readonly string[];
  const textsOf = () => result.cloud.deliveredReports().map((html) => visibleTextOf(html));
  let mailCount: number;

  beforeAll(async () => {
    const plan = parseFaultPlan('late-records:logs.StartQuery=2h', 'local-cloud');
    // Of the first one the records are found in time, of the others half an hour after the report at the earliest.
    const updates = [request(1, 180), request(2, 90), request(3, 80), request(4, 70)];
    result = await runScenario({ updates, reportAtMs, faults: { plan, seed: 1 } });
    first = textsOf();
    mailCount = result.cloud.mails().length;
    const { cloud } = result;
    await cloud.clock.runUntil(reportAtMs + dayMs);
    await cloud.fireSchedule(findReportSchedule(cloud.definition, reportAtMs + dayMs).name, reportAtMs + dayMs);
    await cloud.clock.runUntil(reportAtMs + dayMs + 15 * minuteMs);
    next = textsOf();
  });

  afterAll(() => result.cloud.stop());

  it('are missing in its numbers', () => {
    expect(first).toEqual([expect.stringContaining(`${titleOf('private-requests')} 1`)]);
    expect(first[0]).toContain('Requests 1 ');
  });

  it('are in the counts of the same message a day later, which says how many they are', () => {
    expect(next[0]).toContain('Requests 4 ');
    expect(next[0]).toContain('With records that came late: Requests +3, People +3, Answered +3.');
  });

  it('make no mail beside those of the two reports', () => {
    expect([mailCount, result.cloud.mails().length]).toEqual([1, 2]);
  });
});
