import { parseConfig } from './config';

describe('parseConfig', () => {
  it('names every missing variable at once', () => {
    expect(() => parseConfig({ RUNS_TABLE_NAME: '' })).toThrow(
      /RUNS_TABLE_NAME is missing; RUN_EVENTS_QUEUE_URL is missing; REPORT_UPDATES_QUEUE_URL is missing/,
    );
  });

  it('reads table and queues', () => {
    const config = parseConfig({ RUNS_TABLE_NAME: 'a', RUN_EVENTS_QUEUE_URL: 'b', REPORT_UPDATES_QUEUE_URL: 'c' });

    expect(config).toEqual({ runsTableName: 'a', runEventsQueueUrl: 'b', reportUpdatesQueueUrl: 'c' });
  });
});
