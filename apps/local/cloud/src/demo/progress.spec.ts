import { createProgress, progressInALine } from './progress';

describe('progressInALine', () => {
  it('says the step, how far it is, and that it is over', () => {
    const said: (string | undefined)[] = [];
    const progress = progressInALine((line) => said.push(line));

    progress.step('Pushing updates...');
    [1, 2, 3, 10].forEach((count) => progress.update(count, 20, 'updates'));
    progress.step('Firing...');
    progress.end();

    expect(said).toEqual([
      'Pushing updates...',
      'Pushing updates... 2/20 updates',
      'Pushing updates... 10/20 updates',
      'Firing...',
      undefined,
    ]);
  });
});

describe('createProgress', () => {
  const show = (isTTY: boolean, quiet: boolean): string => {
    let text = '';
    const progress = createProgress({ isTTY, write: (chunk) => (text += chunk) }, quiet);
    progress.step('Pushing...');
    for (let done = 1; done <= 40; done += 1) progress.update(done, 40, 'updates');
    progress.end();
    return text;
  };

  it('draws one bar on a terminal', () => {
    expect(show(true, false)).toContain('\r  ████████████████████████ 40/40 updates');
    expect(show(true, false).split('\n')).toHaveLength(3);
  });

  it('writes a line per tenth elsewhere', () => {
    expect(show(false, false).trim().split('\n')).toHaveLength(11);
  });

  it('says nothing when quiet', () => {
    expect(show(true, true)).toBe('');
  });
});
