import { UsageError } from '@pulso/adapters/node-runtime';

import { parseStartOptions, parsePorts } from './start-options';

const folder = '/home/ada';

describe('parseStartOptions', () => {
  it('takes nothing, help, or everything, with files relative to the caller', () => {
    expect(parseStartOptions([], folder)).toEqual({
      faults: undefined,
      enforcesIam: true,
      floodControl: 'off',
      playsDay: false,
      watchesSources: false,
    });
    expect(parseStartOptions(['--help'], folder)).toBeUndefined();
    expect(
      parseStartOptions(
        [
          '--env',
          'l.env',
          '--ports=aws=1',
          '--at',
          '2026-11-25T12:30:00.5Z',
          '--stage',
          'prod',
          '--enforce-iam=off',
          '--flood-control=on',
          '--watch',
          '--demo',
        ],
        folder,
      ),
    ).toEqual({
      faults: undefined,
      envFile: '/home/ada/l.env',
      ports: { aws: 1 },
      startMs: Date.parse('2026-11-25T12:30:00.5Z'),
      stage: 'prod',
      enforcesIam: false,
      floodControl: 'on',
      playsDay: true,
      watchesSources: true,
    });
  });

  it.each([
    [['--env', ''], /--env needs a name/],
    [['--stage='], /--stage needs a name/],
    [['--ports', 'aws'], /--ports: aws needs a port/],
    [['--at', 'noon'], /--at must be an ISO time with a zone/],
    [['--at', '2026-11-25T12:30:00'], /--at must be an ISO time with a zone/],
    [['--at', '1999-01-01T00:00:00Z'], /--at must be between 2000/],
    [['--flood-control', 'yes'], /--flood-control must be on or off, got "yes"/],
    [['--enforce-iam', 'maybe'], /--enforce-iam must be on or off, got "maybe"/],
    [['--fault=x'], /Unknown option '--fault'\. Try: npm start -- --help/],
    [['--watch=apps'], /--watch/],
    [['--demo=day'], /--demo/],
    [['--at'], /Try: npm start -- --help/],
    [['up'], /Try: npm start -- --help/],
  ])('refuses %j', (args, problem) => {
    expect(() => parseStartOptions(args, folder)).toThrow(UsageError);
    expect(() => parseStartOptions(args, folder)).toThrow(problem);
  });
});

describe('parsePorts', () => {
  it('reads any of the names, with spaces', () => {
    expect(parsePorts('aws=4566')).toEqual({ aws: 4_566 });
    expect(parsePorts('telegram=8081, webhook = 65535,aws=1')).toEqual({ telegram: 8_081, webhook: 65_535, aws: 1 });
  });

  it.each([
    ['', /"" is not one of aws=PORT, telegram=PORT, webhook=PORT/],
    ['4566', /"4566" is not one of/],
    ['aws=4566,', /"" is not one of/],
    ['AWS=4566', /"AWS=4566" is not one of/],
    ['constructor=1', /"constructor=1" is not one of/],
    ['aws=1=2', /"aws=1=2" is not one of/],
    ['aws', /aws needs a port from 1 to 65535, got ""/],
    ['aws=0', /got "0"/],
    ['aws=65536', /got "65536"/],
    ['aws=-1', /got "-1"/],
    ['aws=0x10', /got "0x10"/],
    ['aws=1e3', /got "1e3"/],
    ['aws=1,aws=2', /aws stands there twice/],
    ['aws=1,telegram=1', /1 stands there twice/],
  ])('refuses %j', (text, problem) => {
    expect(() => parsePorts(text)).toThrow(UsageError);
    expect(() => parsePorts(text)).toThrow(problem);
  });
});
