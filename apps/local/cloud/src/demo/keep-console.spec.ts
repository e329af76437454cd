import { keepConsole } from './keep-console';

/** A console that is kept, and what it does one after the other. */
function keep(runId: string | undefined) {
  const story: string[] = [];
  let interrupt = (): void => undefined;
  const kept = keepConsole({
    serve: async () => ({ url: 'http://127.0.0.1:1/token/', close: async () => void story.push('closed') }),
    runId,
    out: { write: (text) => story.push(text) },
    interrupted: new Promise<void>((resolve) => (interrupt = resolve)),
  });
  return { story, kept, interrupt: () => interrupt() };
}

describe('keepConsole', () => {
  it('ends with the address of the run, and closes when the person has seen enough', async () => {
    const { story, kept, interrupt } = keep('daily-usage/schedule/2026-11-25T12:30:00.000Z');
    await Promise.resolve();
    const before = [...story];

    interrupt();
    await kept;

    expect(before.join('').trim().split('\n').at(-1)).toBe(
      '  http://127.0.0.1:1/token/#/runs/daily-usage%2Fschedule%2F2026-11-25T12%3A30%3A00.000Z',
    );
    expect(story).toEqual([...before, 'closed']);
  });

  it('leads to the list of runs when the run was never stored', async () => {
    const { story, kept, interrupt } = keep(undefined);

    interrupt();
    await kept;

    expect(story[0]).toMatch(/^ {2}http:\/\/127\.0\.0\.1:1\/token\/#\/runs\n$/m);
  });
});
