import { UsageError } from '@pulso/command-line';

import { parseBenchmarkOptions } from './benchmark-options';

const names = ['Q1', 'Q2'];

describe('parseBenchmarkOptions', () => {
  it('measures a million events three times unless told otherwise', () => {
    expect(parseBenchmarkOptions([], names)).toEqual({
      eventCount: 1_000_000,
      seed: 1,
      roundCount: 3,
      runCount: 20,
      only: [],
    });
  });

  it('reads every option', () => {
    const args = ['--events', '2000', '--seed=0', '--rounds', '1', '--warm-runs', '5', '--only', 'q2, Q1'];

    expect(parseBenchmarkOptions(args, names)).toEqual({
      eventCount: 2_000,
      seed: 0,
      roundCount: 1,
      runCount: 5,
      only: ['Q2', 'Q1'],
    });
  });

  it('asks for nothing when help is wanted', () => {
    expect(parseBenchmarkOptions(['--help'], names)).toBeUndefined();
  });

  it.each([
    [['--events', '0'], '--events must be a whole number from 1 to 100000000, got "0".'],
    [['--events', '1e3'], 'got "1e3"'],
    [['--rounds', ''], 'got ""'],
    [['--only', 'Q3'], '--only takes some of Q1,Q2, got "Q3".'],
    [['--fast'], 'Unknown option'],
    [['more'], 'Unexpected argument'],
  ])('refuses %j', (args, message) => {
    expect(() => parseBenchmarkOptions(args, names)).toThrow(UsageError);
    expect(() => parseBenchmarkOptions(args, names)).toThrow(message);
  });
});
