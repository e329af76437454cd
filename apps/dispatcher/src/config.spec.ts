import { ConfigurationError } from '@pulso/kit/runtime';

import { parseConfig } from './config';

const environment = (overrides: Record<string, string | undefined> = {}) => ({
  QUERY_JOBS_QUEUE_URL: 'http://127.0.0.1/jobs',
  RUN_EVENTS_QUEUE_URL: 'http://127.0.0.1/events',
  BOT_LOG_GROUP_NAME: '/aws/lambda/bot',
  REPORT_DESTINATIONS: '{"owners":[{"type":"telegram","chatId":"-1001","showsProgress":false}]}',
  ...overrides,
});

describe('parseConfig', () => {
  it('reads every kind of destination, with its language and time zone', () => {
    const owners = [
      { type: 'telegram', chatId: '-1', messageThreadId: 4, showsProgress: false, timeZone: 'Asia/Tokyo' },
      { type: 'email', name: 'owners', addresses: ['ada@example.com'], language: 'de' },
      { type: 'webhook', name: 'team', format: 'slack' },
    ];

    const { destinations } = parseConfig(environment({ REPORT_DESTINATIONS: JSON.stringify({ owners }) }));

    expect(destinations).toEqual({ owners });
  });

  it.each([
    [undefined, 'UTC'],
    ['Europe/Berlin', 'Europe/Berlin'],
  ])('takes the time zone %p for %s', (timeZone, expected) => {
    expect(parseConfig(environment({ TIME_ZONE: timeZone })).timeZone).toBe(expected);
  });

  it('refuses an unknown time zone before a report needs it', () => {
    expect(() => parseConfig(environment({ TIME_ZONE: 'Mars/Base' }))).toThrow(/TIME_ZONE must be a time zone .*Mars/);
  });

  it('says where a destination is wrong without quoting it', () => {
    const text = '{"owners":[{"type":"email","name":"owners","addresses":"ada@example.com"}]}';

    expect(() => parseConfig(environment({ REPORT_DESTINATIONS: text }))).toThrow(/owners\.0\.addresses(?!.*ada)/);
  });

  it('names every missing variable at once', () => {
    expect(() => parseConfig({})).toThrow(
      /QUERY_JOBS_QUEUE_URL.*RUN_EVENTS_QUEUE_URL.*BOT_LOG_GROUP_NAME.*REPORT_DEST/,
    );
  });

  it.each([
    ['{'],
    ['[]'],
    ['{"owners":[{"type":"pigeon"}]}'],
    ['{"owners":[{"type":"telegram","chatId":7}]}'],
    ['{"owners":[{"type":"emial","name":"a","addresses":["b"]}]}'],
  ])('refuses the destinations %s', (destinations) => {
    expect(() => parseConfig(environment({ REPORT_DESTINATIONS: destinations }))).toThrow(ConfigurationError);
  });
});
