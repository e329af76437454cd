import { type LogFields, createJsonLog } from '@pulso/kit/runtime';

import { readLogLines } from '../log-line';
import { drawTimeline, queryIdsOf } from './timeline';

const firedAtMs = 1_000_000;

/** As the services write it. */
function line(offsetMs: number, event: string, fields: LogFields = {}) {
  const timestamp = firedAtMs + offsetMs;
  let message = '';
  createJsonLog((text) => (message = text), { clock: { nowMs: () => timestamp } }).info(event, {
    runId: 'run-1',
    ...fields,
  });
  return { timestamp, message };
}

const events = [
  line(90, 'run-dispatched', { queryCount: 2 }),
  line(300, 'query-started', { queryId: 'groups' }),
  line(2_300, 'query-polled', { queryId: 'groups', pollCount: 2 }),
  line(2_400, 'query-finished', { queryId: 'groups', status: 'success' }),
  line(2_500, 'query-polled', { queryId: 'people', pollCount: 0 }),
  line(2_600, 'query-finished', { queryId: 'people', status: 'failed', reason: 'malformed-query' }),
  line(2_700, 'run-closed', { why: 'finished', counter: 2, expectedCount: 2 }),
  line(2_800, 'report-delivered', { method: 'sent' }),
  line(50, 'run-dispatched', { runId: 'another-run' }),
  { timestamp: 1, message: 'START RequestId: 1' },
  { timestamp: 1, message: '{"type":"platform.start","record":{}}' },
  { timestamp: 1, message: '{"event":"cut sho' },
];

describe('queryIdsOf', () => {
  it('names a question once, with any kind of answer', () => {
    const title = { en: 'Any' };
    const content = {
      reportId: 'daily-usage',
      title,
      state: 'partial' as const,
      windowStartMs: 0,
      windowEndMs: 86_400_000,
      values: [
        { queryId: 'groups', title, value: 1 },
        ...['people', 'requests'].map((numberId) => ({ queryId: 'activity', numberId, title, value: 1 })),
      ],
      tables: ['languages', 'hours'].map((tableId) => ({ queryId: 'commands', tableId, title, rows: [] })),
      missing: [{ queryId: 'people', title, reason: { code: 'no-answer', message: 'None came.' } }],
      trigger: 'schedule',
    };

    expect(queryIdsOf(content)).toEqual(['groups', 'activity', 'commands', 'people']);
  });
});

describe('drawTimeline', () => {
  it('draws a table and the moments in seconds since the schedule fired, and nothing of other runs', () => {
    const run = { runId: 'run-1', queryIds: ['groups', 'people', 'newcomers'], firedAtMs };

    expect(drawTimeline(run, readLogLines(events))).toEqual([
      '  query      queued  started  polls  finished  outcome',
      '  groups      +0.09    +0.30      2     +2.40  success',
      '  people      +0.09        -      0     +2.60  malformed-query',
      '  newcomers   +0.09        -      0         -  no answer',
      '',
      '  +0.09 s  dispatcher: 2 jobs queued',
      '  +2.70 s  aggregator: run closed (finished), 2 of 2 answers',
      '  +2.80 s  notifier: report delivered (sent)',
    ]);
  });
});
