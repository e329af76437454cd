import { UsageError } from '@pulso/operator/command-line';

import { parsePorts } from './parse-ports';

describe('parsePorts', () => {
  it('reads any of the names, with spaces', () => {
    expect(parsePorts('aws=4566')).toEqual({ aws: 4_566 });
    expect(parsePorts('telegram=8081, webhook = 65535,aws=1')).toEqual({ telegram: 8_081, webhook: 65_535, aws: 1 });
  });

  it.each([
    ['', /"" is none of aws=PORT, telegram=PORT, webhook=PORT/],
    ['4566', /"4566" is none of/],
    ['aws=4566,', /"" is none of/],
    ['AWS=4566', /"AWS=4566" is none of/],
    ['constructor=1', /"constructor=1" is none of/],
    ['aws=1=2', /"aws=1=2" is none of/],
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
