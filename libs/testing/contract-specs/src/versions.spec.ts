import { reportOf } from '@pulso/domain/report-content';
import { boundRows } from '@pulso/contracts/run-events';
import { runQuery } from '@pulso/logs-insights';

import { queries, record } from './records';

const endMs = Date.parse('2026-11-26T12:25:00Z');
const startMs = endMs - 86_400_000;
const deployedAtMs = Date.parse('2026-11-25T14:02:30.250Z');

/** 100 requests of each version; with the new one every fourth fails, and all are slow. */
const events = Array.from({ length: 200 }, (_, index) => {
  const isNew = index >= 100;
  const figures = { outcome: isNew && index % 4 === 0 ? 'failed' : 'answered', HandlerDuration: isNew ? 900 : 30 };
  const timestamp = isNew ? deployedAtMs + (index - 100) * 1_000 : startMs + index * 1_000;
  return record({ user: 'a'.repeat(16), version: isNew ? '0a1b2c3d' : '9e8f7a6b', ...figures }, timestamp);
});

it.each(queries.filter(({ isByVersion }) => isByVersion))('$name tells a new version from records', (question) => {
  const { id: queryId, title, query, numbers } = question;
  const planned = { queryId, title, definition: 'a', isByVersion: true as const };
  const plan = {
    ...{ reportId: 'daily', title, trigger: 'schedule' as const, windowStartMs: startMs, windowEndMs: endMs },
    queries: [
      { ...planned, ...(numbers && { numbers: numbers.map(({ id, ...rest }) => ({ numberId: id, ...rest })) }) },
    ],
    ...{ destinations: [], plannedAtMs: endMs, reportDueAtMs: endMs, giveUpAtMs: endMs },
  };
  const statistics = { recordsMatched: 200, recordsScanned: 200, bytesScanned: 1 };
  const outcome = { status: 'success' as const, ...boundRows(runQuery({ query, events }).rows), statistics };
  const run = { runId: 'a', plan, state: 'closed' as const, revision: 1 };

  const { content } = reportOf(run, [{ queryId, outcome }], new Map());

  expect(content).not.toHaveProperty('tables');
  expect(content).toMatchObject({
    values: numbers ? [{ value: 200 }, { value: 25 }] : [],
    versions: [
      {
        ...{ version: '0a1b2c3d', previous: '9e8f7a6b', sinceMs: deployedAtMs },
        changes: [
          { of: 'failed', before: 0, after: 25 },
          { of: 'p95', before: 30, after: 900 },
        ],
      },
    ],
  });
});
