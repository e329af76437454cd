import { UsageError } from '@pulso/operator/command-line';

import { parseBenchmarkOptions } from './benchmark-options';

describe('parseBenchmarkOptions', () => {
  it('leaves out what takes long unless told to measure it', () => {
    expect(parseBenchmarkOptions([])).toEqual({ cold: false });
    expect(parseBenchmarkOptions(['--cold'])).toEqual({ cold: true });
  });

  it('shows the usage instead', () => {
    expect(parseBenchmarkOptions(['--help'])).toBeUndefined();
  });

  it('refuses what it does not know', () => {
    expect(() => parseBenchmarkOptions(['--warm'])).toThrow(UsageError);
  });
});
