import { countErrorLine, emptyStatistics } from './statistics';

describe('countErrorLine', () => {
  it('counts as alarms the events that a stack watches, and the others apart', () => {
    const statistics = emptyStatistics();

    for (const event of ['sweep-failed', 'job-failed', 'sweep-failed']) countErrorLine(statistics, event);

    expect(statistics).toMatchObject({ alarms: { 'sweep-failed': 2 }, errorLines: { 'job-failed': 1 } });
  });
});
