import { UsageError } from '@pulso/command-line';

import { parseChatOptions } from './chat-options';

describe('parseChatOptions', () => {
  it('has a person and 15 seconds by default', () => {
    expect(parseChatOptions([], '/x')).toEqual({ envFile: undefined, person: 'Ada', group: undefined, waitMs: 15_000 });
  });

  it('reads every option, the file from where the caller stands', () => {
    const args = ['--env', 'a.env', '--as', 'Bob', '--group', 'Lunch', '--wait', '2.5'];

    expect(parseChatOptions(args, '/x')).toEqual({ envFile: '/x/a.env', person: 'Bob', group: 'Lunch', waitMs: 2500 });
  });

  it('gives help', () => {
    expect(parseChatOptions(['--help'], '/x')).toBeUndefined();
  });

  it.each([[['--bogus']], [['hello']], [['--env']], [['--wait', 'x']], [['--wait', '0']], [['--as', ' ']]])(
    'refuses %j',
    (args) => {
      expect(() => parseChatOptions(args, '/x')).toThrow(UsageError);
    },
  );
});
