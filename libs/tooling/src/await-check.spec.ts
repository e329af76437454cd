import { awaitCheck, type CheckRun } from '../delivery/await-check';

const run = (id: number, status: string, conclusion: string | null = null): CheckRun => ({ id, status, conclusion });
const success = run(9, 'completed', 'success');

/** What GitHub says at each look: main's newest commit, and the runs of its check. */
interface Look {
  readonly main: string;
  readonly runs: readonly CheckRun[];
}

async function awaitThrough(...looks: readonly Look[]) {
  let look = 0;
  const said: string[] = [];
  const asked: string[] = [];
  const commit = await awaitCheck('check', {
    readMain: async () => looks[look]?.main ?? '',
    readRuns: async (sha) => {
      asked.push(sha);
      return looks[look]?.runs ?? [];
    },
    wait: async () => {
      look += 1;
      if (look === looks.length) throw new Error('too late');
    },
    say: (line) => void said.push(line),
  });
  return { commit, asked, said };
}

describe('the wait for a check of main', () => {
  it('ends at once where it has passed', async () => {
    expect(await awaitThrough({ main: 'a', runs: [success] })).toEqual({ commit: 'a', asked: ['a'], said: [] });
  });

  it('lasts while it has not begun and while it runs, and says each once', async () => {
    const { said } = await awaitThrough(
      { main: 'a', runs: [] },
      { main: 'a', runs: [run(1, 'in_progress')] },
      { main: 'a', runs: [run(1, 'in_progress')] },
      { main: 'a', runs: [success] },
    );

    expect(said).toEqual([
      'The check "check" of a: not begun. Waiting.',
      'The check "check" of a: in_progress. Waiting.',
    ]);
  });

  it('goes on to a newer commit, for which the check of the older one may have been cancelled', async () => {
    const { commit, asked } = await awaitThrough(
      { main: 'a', runs: [run(1, 'in_progress')] },
      { main: 'a', runs: [run(1, 'completed', 'cancelled')] },
      { main: 'b', runs: [success] },
    );

    expect([commit, asked]).toEqual(['b', ['a', 'a', 'b']]);
  });

  it('believes the newest of several runs', async () => {
    const failed = run(1, 'completed', 'failure');

    expect(await awaitThrough({ main: 'a', runs: [failed, success] })).toMatchObject({ commit: 'a' });
    await expect(awaitThrough({ main: 'a', runs: [run(10, 'completed', 'failure'), success] })).rejects.toThrow(
      'The check "check" of a has ended with: failure. Run this job again when it is green.',
    );
  });

  it('ends after its time', async () => {
    await expect(awaitThrough({ main: 'a', runs: [] })).rejects.toThrow('too late');
  });
});
