import { UsageError } from '@pulso/adapters/node-runtime';

import { parseBotOptions } from './bot';

describe('parseBotOptions', () => {
  it('reads the action and the stage, and nothing else is needed', () => {
    expect(parseBotOptions(['check', '--stage', 'prod'])).toEqual({
      action: 'check',
      stage: 'prod',
      isDryRun: false,
      isConfirmed: false,
      formerAdminUserIds: [],
      maxConnections: undefined,
      envFile: undefined,
    });
  });

  it('reads what each action takes', () => {
    expect(
      parseBotOptions(['setup', '--stage=prod', '--dry-run', '--max-connections=5', '--env', 'local.env']),
    ).toMatchObject({ isDryRun: true, maxConnections: 5, envFile: 'local.env' });
    expect(
      parseBotOptions(['remove', '--stage=prod', '--yes', '--former-admin', '7', '--former-admin', '8']),
    ).toMatchObject({ isConfirmed: true, formerAdminUserIds: [7, 8] });
  });

  it.each([
    [[], /^Set the bot up, check it or remove it\?/],
    [['delete', '--stage', 'prod'], /^Set the bot up, check it or remove it\?/],
    [['--stage', 'prod'], /^Set the bot up, check it or remove it\?/],
    [['setup'], /^Which stage\? Try: npm run bot -- setup --stage prod/],
    [['setup', '--stage', ''], /^Which stage\?/],
    [['setup', '--stage', 'prod', '--force'], /Unknown option '--force'/],
    [
      ['setup', '--stage', 'prod', '--max-connections', '101'],
      /--max-connections must be a whole number from 1 to 100/,
    ],
    [['setup', '--stage', 'prod', '--former-admin', '@ada'], /--former-admin must be a whole number/],
  ])('refuses %j', (args, message) => {
    expect(() => parseBotOptions(args)).toThrow(UsageError);
    expect(() => parseBotOptions(args)).toThrow(message);
  });
});
