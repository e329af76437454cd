import { LogStore } from '@pulso/world/logs';

import { createRunQueryAtOnce } from './run-report';

const atMs = Date.parse('2026-11-25T12:00:00Z');

describe('createRunQueryAtOnce', () => {
  it('answers a query of its window at the first look, and no other', async () => {
    const logs = new LogStore({ clock: { nowMs: () => atMs } });
    logs.createLogGroup('/bot');
    logs.append('/bot', 's', [
      { timestamp: atMs - 5_000, message: '{"is_group":1}' },
      { timestamp: atMs, message: '{"is_group":1}' },
    ]);
    const { start, poll } = createRunQueryAtOnce(logs, '123456789012', () => atMs);

    const started = await start({
      logGroupNames: ['/bot'],
      queryString: 'filter (is_group=1) | stats count(*) as calls',
      startTimeSeconds: atMs / 1000 - 10,
      endTimeSeconds: atMs / 1000 - 1,
    });

    expect(started).toEqual({ status: 'started', insightsQueryId: '0' });
    expect(await poll('0')).toMatchObject({ status: 'complete', rows: [[{ field: 'calls', value: '1' }]] });
    expect(await poll('7')).toEqual({ status: 'ended', insightsStatus: 'Unknown' });
  });
});
