import { queryJobsDelivery } from '@pulso/contracts/query-jobs';

import { parseConfig } from './config';

describe('parseConfig', () => {
  it('names every missing variable at once', () => {
    expect(() => parseConfig({})).toThrow(/QUERY_JOBS_QUEUE_URL.*RUN_EVENTS_QUEUE_URL/);
  });

  it('leaves an invocation time to end by itself after its whole poll budget', () => {
    const config = parseConfig({ QUERY_JOBS_QUEUE_URL: 'a', RUN_EVENTS_QUEUE_URL: 'b' });
    const callMs = 3_000;
    const restartPauseMs = 1_000;
    const [lastPoll, restart, handOver, twoAttemptsToPause] = [callMs, restartPauseMs + callMs, callMs, 2 * callMs];

    const longestMs = config.pollBudgetMs + lastPoll + restart + handOver + twoAttemptsToPause;

    expect(longestMs).toBeLessThan(queryJobsDelivery.functionTimeoutSeconds * 1_000);
  });
});
