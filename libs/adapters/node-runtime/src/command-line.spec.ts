import { UsageError, parseOptions, usesColours } from './command-line';

const parse = (...args: string[]) =>
  parseOptions(args, { file: { type: 'string' }, quiet: { type: 'boolean' } }, 'npm start');

describe('parseOptions', () => {
  it('reads texts and flags, and the help of every command', () => {
    expect({ ...parse('--file', 'a', '--quiet') }).toEqual({ file: 'a', quiet: true });
    expect({ ...parse('-h') }).toEqual({ help: true });
  });

  it.each([
    [['--bogus'], "Unknown option '--bogus'."],
    [['word'], "Unexpected argument 'word'. This command does not take positional arguments."],
    [['--file'], "Option '--file <value>' argument missing."],
    [['--quiet=yes'], "Option '--quiet' does not take an argument."],
  ])('refuses %j in one line that names the help', (args, problem) => {
    expect(() => parse(...args)).toThrow(new UsageError(`${problem} Try: npm start -- --help`));
  });
});

describe('usesColours', () => {
  it.each([
    [{ isTTY: true }, {}, true],
    [{ isTTY: true }, { NO_COLOR: '' }, true],
    [{ isTTY: true }, { NO_COLOR: '1' }, false],
    [{ isTTY: true }, { TERM: 'dumb' }, false],
    [{ isTTY: false }, {}, false],
    [{}, {}, false],
  ])('for %j with %j is %p', (target, environment, expected) => {
    expect(usesColours(target, environment)).toBe(expected);
  });
});
