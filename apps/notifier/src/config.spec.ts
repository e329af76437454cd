import { ConfigurationError } from '@pulso/kit/runtime';

import { parseConfig } from './config';

const environment = (overrides: Record<string, string | undefined> = {}) => ({
  DELIVERIES_TABLE_NAME: 'pulso-test-deliveries',
  REPORT_UPDATES_QUEUE_URL: 'http://127.0.0.1/report-updates',
  BOT_TOKEN_PARAMETER: '/pulso/test/bot-token',
  TELEGRAM_API_ROOT: 'http://127.0.0.1:8081',
  WEBHOOK_PARAMETER_PREFIX: '/pulso/test/webhook-',
  BOT_FUNCTION_NAME: 'pulso-test-bot',
  ...overrides,
});

describe('parseConfig', () => {
  it('reads the sender of mails, if a stage sends any', () => {
    const mail = {
      MAIL_FROM: 'Pulso <reports@example.com>',
      MAIL_CONFIGURATION_SET: 'reports',
      MAIL_UNSUBSCRIBE: 'mailto:stop@example.com?subject=stop',
    };

    expect(parseConfig(environment(mail))).toMatchObject({
      mailFrom: 'Pulso <reports@example.com>',
      mailConfigurationSet: 'reports',
      mailUnsubscribe: 'mailto:stop@example.com?subject=stop',
    });
  });

  it.each([['stop@example.com'], ['https://example.com/>\r\nBcc: x@example.com'], ['http://example.com']])(
    'refuses %j as a header of mails',
    (unsubscribe) => {
      expect(() => parseConfig(environment({ MAIL_UNSUBSCRIBE: unsubscribe }))).toThrow(/MAIL_UNSUBSCRIBE must be/);
    },
  );

  it('names every missing variable at once', () => {
    expect(() => parseConfig({})).toThrow(ConfigurationError);
    expect(() => parseConfig({})).toThrow(
      /DELIVERIES_TABLE.*REPORT_UPDATES.*BOT_TOKEN.*TELEGRAM_API_ROOT.*WEBHOOK_PARAMETER_PREFIX.*BOT_FUNCTION_NAME is missing/,
    );
  });

  it.each([['http://evil.example'], ['api.telegram.org'], ['http://127.0.0.1.example.org']])(
    'refuses %s as the address that gets the token',
    (root) => {
      expect(() => parseConfig(environment({ TELEGRAM_API_ROOT: root }))).toThrow(/TELEGRAM_API_ROOT must be/);
    },
  );
});
