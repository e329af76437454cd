import { progressInALine } from './progress-in-a-line';

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
