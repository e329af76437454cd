import { ConfigurationError } from '@pulso/configuration';

import { parseConfig } from './config';

const environment = (overrides: Record<string, string | undefined> = {}) => ({
  QUERY_JOBS_QUEUE_URL: 'http://127.0.0.1/jobs',
  RUN_EVENTS_QUEUE_URL: 'http://127.0.0.1/events',
  BOT_LOG_GROUP_NAME: '/aws/lambda/bot',
  REPORT_DESTINATIONS: '{"owners":[{"type":"telegram","chatId":"-1001","showsProgress":false}]}',
  ...overrides,
});

describe('parseConfig', () => {
  it('reads destinations by name', () => {
    expect(parseConfig(environment()).destinations).toEqual({
      owners: [{ type: 'telegram', chatId: '-1001', showsProgress: false }],
    });
  });

  it('names every missing variable at once', () => {
    expect(() => parseConfig({})).toThrow(
      /QUERY_JOBS_QUEUE_URL.*RUN_EVENTS_QUEUE_URL.*BOT_LOG_GROUP_NAME.*REPORT_DEST/,
    );
  });

  it.each([['{'], ['[]'], ['{"owners":[{"type":"pigeon"}]}'], ['{"owners":[{"type":"telegram","chatId":7}]}']])(
    'refuses the destinations %s',
    (destinations) => {
      expect(() => parseConfig(environment({ REPORT_DESTINATIONS: destinations }))).toThrow(ConfigurationError);
    },
  );
});
