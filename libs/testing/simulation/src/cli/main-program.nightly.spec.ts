import { buildCommand } from './testing/build-command';
import { runProgram } from './testing/run-program';

let program: string;

beforeAll(async () => {
  program = await buildCommand('main');
});

describe('the command', () => {
  it('ends with 0 when every promise was kept', async () => {
    const { status, stdout } = await runProgram(program, ['--seeds', '2', '--queries', '2', '--workers', '1']);

    expect(status).toBe(0);
    expect(stdout).toContain('  violations                   none');
  });

  it('ends with 2 and says what is wrong with the command line', async () => {
    const { status, stdout, stderr } = await runProgram(program, ['--queries', '0']);

    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toBe('--queries must be a whole number from 1 to 1000, got "0".\n');
  });

  it('explains itself', async () => {
    const { status, stdout } = await runProgram(program, ['--help']);

    expect(status).toBe(0);
    expect(stdout).toMatch(/^Usage: npm run simulate/);
  });

  it('ends with 130 after Ctrl-C and prints what it has', async () => {
    const { status, stdout } = await runProgram(program, ['--seeds', '1000000'], (child) => child.kill('SIGINT'));

    expect(status).toBe(130);
    // What it has depends on the moment; the specs of simulate say both.
    expect(stdout).toMatch(/^(?:interrupted after \d+ seeds|Interrupted before the first seed was over: .*)\n/);
  });

  it('keeps quiet when its trace is not read to the end', async () => {
    const { status, stderr } = await runProgram(program, ['--seed', '1', '--trace'], undefined, 'closed');

    expect(status).toBe(0);
    expect(stderr).toBe('');
  });
});
