import { ConfigurationError, type Environment } from '@pulso/kit/runtime';

import { parseConfig } from './config';

const environment = (overrides: Environment = {}): Environment => ({
  USERS_TABLE_NAME: 'pulso-test-users',
  BOT_TOKEN_PARAMETER: '/pulso/test/bot-token',
  WEBHOOK_SECRETS_PARAMETER: '/pulso/test/webhook-secrets',
  PSEUDONYM_KEY_PARAMETER: '/pulso/test/pseudonym-key',
  DISPATCHER_FUNCTION_NAME: 'pulso-test-dispatcher',
  METRIC_NAMESPACE: 'Pulso/test',
  TELEGRAM_API_ROOT: 'https://api.telegram.org',
  BOT_ID: '7000000001',
  BOT_USERNAME: 'PulsoDemoBot',
  ADMIN_USER_IDS: '1001, 1002',
  LOG_RETENTION_DAYS: '90',
  ...overrides,
});

describe('parseConfig', () => {
  it('names every missing variable at once', () => {
    expect(() => parseConfig({})).toThrow(
      /USERS_TABLE.*BOT_TOKEN.*WEBHOOK_SECRETS.*PSEUDONYM.*DISPATCHER.*METRIC_NAMESPACE.*TELEGRAM_API_ROOT.*BOT_ID.*BOT_USERNAME.*LOG_RETENTION_DAYS/,
    );
  });

  it('names DEBUG, whose output would quote secrets, together with the others', () => {
    expect(() => parseConfig(environment({ DEBUG: 'telegraf:*', BOT_ID: '0' }))).toThrow(
      /DEBUG must not be set; BOT_ID must be/,
    );
  });

  it.each([[''], [undefined]])('has no owners when ADMIN_USER_IDS is %j', (ids) => {
    expect(parseConfig(environment({ ADMIN_USER_IDS: ids })).adminUserIds.size).toBe(0);
  });

  it.each([
    ['BOT_ID', 'bot'],
    ['BOT_ID', '0'],
    ['LOG_RETENTION_DAYS', '0'],
    ['BOT_USERNAME', '@PulsoDemoBot'],
    ['ADMIN_USER_IDS', '1001,'],
    ['ADMIN_USER_IDS', 'ada'],
    ['ADMIN_USER_IDS', '-1001'],
    ['ADMIN_USER_IDS', '1e3'],
    ['TELEGRAM_API_ROOT', 'api.telegram.org'],
    ['TELEGRAM_API_ROOT', 'http://api.telegram.org'],
    ['TELEGRAM_API_ROOT', 'http://127.0.0.1.example.org'],
    ['TELEGRAM_API_ROOT', 'ftp://127.0.0.1'],
    ['DEBUG', 'telegraf:*'],
  ])('refuses %s = %s', (variable, value) => {
    expect(() => parseConfig(environment({ [variable]: value }))).toThrow(ConfigurationError);
  });

  it.each([['http://127.0.0.1:4000'], ['http://[::1]:4000'], ['http://localhost']])(
    'allows %s, this machine, as the address of Telegram',
    (root) => {
      expect(parseConfig(environment({ TELEGRAM_API_ROOT: root })).telegramApiRoot).toBe(`${root}/`);
    },
  );
});
