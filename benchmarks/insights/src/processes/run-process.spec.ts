import { runProcess } from './run-process';

const node = (script: string) => runProcess({ program: process.execPath, args: ['-e', script] });

describe('runProcess', () => {
  it('gives what the process printed and how long it lived', async () => {
    const { stdout, seconds } = await node('process.stdout.write("[[1]]")');

    expect(stdout).toBe('[[1]]');
    expect(seconds).toBeGreaterThan(0);
  });

  it('says what a process that failed had to say', async () => {
    await expect(node('console.error("out of luck"); process.exit(3)')).rejects.toThrow('out of luck');
  });

  it('says how a process that had nothing to say has ended', async () => {
    await expect(node('process.exit(3)')).rejects.toThrow('ended with status 3');
  });

  it('says that there is no such program', async () => {
    await expect(runProcess({ program: 'no-such-program', args: [] })).rejects.toThrow('ENOENT');
  });
});
