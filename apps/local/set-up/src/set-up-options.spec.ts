import { UsageError } from '@pulso/command-line';

import { parseSetUpOptions } from './set-up-options';

describe('parseSetUpOptions', () => {
  it('reads the stage, and whether to change anything', () => {
    expect(parseSetUpOptions(['--stage', 'prod'])).toEqual({ stage: 'prod', isDryRun: false });
    expect(parseSetUpOptions(['--stage=prod', '--dry-run'])).toEqual({ stage: 'prod', isDryRun: true });
    expect(parseSetUpOptions(['--help'])).toBeUndefined();
  });

  it.each([[[]], [['--stage', '']], [['--stage', 'prod', '--force']], [['prod']]])('refuses %j', (args: string[]) => {
    expect(() => parseSetUpOptions(args)).toThrow(UsageError);
  });
});
