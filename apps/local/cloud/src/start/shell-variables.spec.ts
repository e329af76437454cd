import { spawnSync } from 'node:child_process';

import { shellVariables } from './shell-variables';

describe('shellVariables', () => {
  it('leaves plain values as they are', () => {
    expect(shellVariables({ AWS_ENDPOINT_URL: 'http://127.0.0.1:4566', TOKEN: '7:local-ab_c' })).toBe(
      'AWS_ENDPOINT_URL=http://127.0.0.1:4566\nTOKEN=7:local-ab_c\n',
    );
  });

  it.each(['', ' ', '$HOME `id` $(id)', `it's "quoted"`, 'a\nb', '#no', '~', '*', "'", '\\', '!x', 'ü 🧨'])(
    'gives a shell the value %j and nothing else',
    (value) => {
      const { stdout } = spawnSync('/bin/sh', ['-c', `set -a; ${shellVariables({ ONE: value })} printf %s "$ONE"`], {
        encoding: 'utf8',
      });

      expect(stdout).toBe(value);
    },
  );

  it.each(['', 'a', 'A-B', 'A;id', '1A'])('refuses the name %j', (name) => {
    expect(() => shellVariables({ [name]: 'x' })).toThrow(RangeError);
  });
});
