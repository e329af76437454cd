import { faultPresets } from '@pulso/world/faults';
import { UsageError } from '@pulso/adapters/node-runtime';

import { parseSimulateOptions } from './simulate-options';

describe('parseSimulateOptions', () => {
  it('runs 2,000 worlds of ten questions on a bad day by default', () => {
    expect(parseSimulateOptions([])).toEqual({
      firstSeed: 0,
      seedCount: 2_000,
      isSingle: false,
      isPersistent: false,
      queryCount: 10,
      faultsName: 'default',
      faults: faultPresets.default,
      lasting: undefined,
      lastingMs: undefined,
      wholeTrace: false,
    });
  });

  it('reads every option', () => {
    const args = ['--seeds', '50', '--first-seed=7', '--queries', '1000', '--faults', 'kill:bot@0.5', '--trace'];

    expect(parseSimulateOptions([...args, '--lasting', '1d'])).toEqual({
      firstSeed: 7,
      seedCount: 50,
      isSingle: false,
      isPersistent: false,
      queryCount: 1_000,
      faultsName: 'kill:bot@0.5',
      faults: { rules: [{ kind: 'kill', target: 'bot', probability: 0.5 }] },
      lasting: '1d',
      lastingMs: 86_400_000,
      wholeTrace: true,
    });
  });

  it('runs one world for --seed', () => {
    expect(parseSimulateOptions(['--seed', '42', '--trace'])).toMatchObject({
      firstSeed: 42,
      seedCount: 1,
      isSingle: true,
    });
  });

  it('says when only help is wanted', () => {
    expect(parseSimulateOptions(['--help'])).toBeUndefined();
  });

  it.each([
    [['--colour'], "Unknown option '--colour'"],
    [['100'], "Unexpected argument '100'"],
    [['--seeds'], "Option '--seeds <value>' argument missing"],
    [['--seeds', '0'], '--seeds must be a whole number from 1 to 10000000, got "0"'],
    [['--seeds=-1'], '--seeds must be a whole number from 1 to 10000000, got "-1"'],
    [['--seeds', '1e3'], '--seeds must be a whole number from 1 to 10000000, got "1e3"'],
    [['--seeds', ''], '--seeds must be a whole number from 1 to 10000000, got ""'],
    [['--first-seed', '1.5'], '--first-seed must be a whole number from 0 to 9007199254738992, got "1.5"'],
    [['--seed', '9007199254740992'], '--seed must be a whole number from 0 to 9007199254740991'],
    [['--seed', '1', '--seeds', '2'], '--seed runs one world: leave out --seeds, or --seed.'],
    [['--seed', '1', '--first-seed', '2'], '--seed runs one world: leave out --first-seed, or --seed.'],
    [['--queries', '1001'], '--queries must be a whole number from 1 to 1000, got "1001"'],
    [['--faults', ''], '--faults: The fault plan is empty. For no faults, say none.'],
    [['--faults', 'hel'], '--faults: Part 1 of the fault plan, "hel" at character 1'],
    [['--faults', 'kil:bot'], '--faults: Part 1 of the fault plan, "kil:bot" at character 1: there is no kind'],
    [['--faults', 'kill:bot@2'], 'the probability is 2, not a number from 0 to 1'],
    [['--lasting', '2h'], '--lasting must be one of 1h, 1d, ever, not "2h".'],
    [['--persistent', '--faults', 'none'], '--persistent chooses the faults: leave out --faults, or --persistent.'],
    [['--faults', 'kill:botx3'], '--faults: the simulation counts no strikes; leave x3 out of kill:bot'],
  ])('refuses %j and says what is allowed', (args, message) => {
    const parse = () => parseSimulateOptions(args);

    expect(parse).toThrow(UsageError);
    expect(parse).toThrow(message);
  });
});
