import { UsageError } from '@pulso/operator/command-line';

import { parseBenchmarkOptions } from './benchmark-options';

describe('parseBenchmarkOptions', () => {
  it('measures 15 processes of each bundle unless told otherwise', () => {
    expect(parseBenchmarkOptions([])).toEqual({ roundCount: 15 });
    expect(parseBenchmarkOptions(['--rounds', '3'])).toEqual({ roundCount: 3 });
    expect(parseBenchmarkOptions(['--help'])).toBeUndefined();
  });

  it.each([[['--rounds', '0']], [['--fast']], [['more']]])('refuses %j', (args) => {
    expect(() => parseBenchmarkOptions(args)).toThrow(UsageError);
  });
});
