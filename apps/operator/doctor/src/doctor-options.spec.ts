import { UsageError } from '@pulso/operator/command-line';

import { parseDoctorOptions } from './doctor-options';

describe('parseDoctorOptions', () => {
  it('reads the stage, the form, and where the variables are', () => {
    expect(parseDoctorOptions(['--stage', 'prod'])).toEqual({ stage: 'prod', isJson: false, envFile: undefined });
    expect(parseDoctorOptions(['--stage=local', '--json', '--env', 'tmp/a.env'])).toEqual({
      stage: 'local',
      isJson: true,
      envFile: 'tmp/a.env',
    });
    expect(parseDoctorOptions(['--help'])).toBeUndefined();
  });

  it.each([[[]], [['--stage', '']], [['--stage', 'prod', '--fix']], [['prod']], [['--stage', 'prod', '--env']]])(
    'refuses %j',
    (args: string[]) => {
      expect(() => parseDoctorOptions(args)).toThrow(UsageError);
    },
  );
});
