import { type QueryJob } from '@pulso/contracts/query-jobs';
import { type RunEvent } from '@pulso/contracts/run-events';
import { type ReportDefinition, ownBot } from '@pulso/domain/reports';
import { createJsonLog } from '@pulso/kit/runtime';

import { type DispatchDeps, dispatch } from '../dispatch';

export const nowMs = Date.parse('2026-11-25T12:30:21.500Z');

export const report = (overrides: Partial<ReportDefinition> = {}): ReportDefinition => ({
  id: 'daily-usage',
  title: { en: 'Daily usage' },
  schedule: { cron: 'cron(30 12 * * ? *)', timezone: 'UTC' },
  window: { hours: 24, ingestLagMinutes: 5 },
  dueAfterMinutes: 10,
  queries: [
    { id: 'groups', title: { en: 'Groups' }, query: 'stats count(*)' },
    { id: 'people', title: { en: 'People' }, query: 'stats count(*) as n' },
  ],
  logGroups: ownBot,
  destinations: 'owners',
  ...overrides,
});

export const scheduled = (overrides: Record<string, unknown> = {}) => ({
  schemaVersion: 1,
  reportId: 'daily-usage',
  trigger: { type: 'schedule', scheduledTime: '2026-11-25T12:30:00Z' },
  ...overrides,
});

/** The trigger of a person who asked in a chat. */
export const fromChat = (overrides: Record<string, unknown> = {}) => ({
  type: 'chat',
  requestId: 'abc-7',
  requestedAtMs: nowMs,
  chatId: '42',
  messageId: 8,
  ...overrides,
});

interface Sent {
  queue: 'run-events' | 'query-jobs';
  body: RunEvent | QueryJob;
  delaySeconds?: number;
}

export const settings: DispatchDeps['settings'] = {
  botLogGroupName: '/aws/lambda/pulso-test-bot',
  destinations: { owners: [{ type: 'telegram', chatId: '-1001', showsProgress: false }] },
};

/** The dispatcher and its queues. */
export class World {
  readonly sent: Sent[] = [];
  readonly lines: string[] = [];
  readonly deps: DispatchDeps;

  constructor(overrides: Partial<DispatchDeps> = {}) {
    this.deps = {
      catalogue: [report()],
      settings,
      sendRunEvents: async (messages) => {
        this.sent.push(...messages.map((message) => ({ queue: 'run-events' as const, ...message })));
      },
      sendQueryJobs: async (messages) => {
        this.sent.push(...messages.map((message) => ({ queue: 'query-jobs' as const, ...message })));
      },
      clock: { nowMs: () => nowMs },
      log: createJsonLog((line) => this.lines.push(line), { clock: { nowMs: () => nowMs } }),
      ...overrides,
    };
  }

  dispatch(payload: unknown = scheduled()): Promise<void> {
    return dispatch(payload, this.deps);
  }

  /** The lines of the log, parsed. */
  get logged(): unknown[] {
    return this.lines.map((line) => JSON.parse(line));
  }

  /** The run that was opened first. */
  get opened(): Extract<RunEvent, { type: 'run-opened' }> {
    const body = this.sent[0]?.body;
    if (!body || !('type' in body) || body.type !== 'run-opened') throw new Error('No run was opened first.');
    return body;
  }

  /** The jobs that were sent, with their delays. */
  get jobs(): { body: QueryJob; delaySeconds: number }[] {
    return this.sent.flatMap(({ body, delaySeconds = 0 }) => ('queryString' in body ? [{ body, delaySeconds }] : []));
  }
}
