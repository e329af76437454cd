import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { catalogue } from '@pulso/domain/reports';

import { answersIn, knownQuestions, titleOf } from './read-report';

const titles = catalogue
  .flatMap(({ queries }) => queries)
  .filter(({ id }) => knownQuestions.some((known) => known === id))
  .flatMap(({ title }) => Object.values(title));

const folder = join(__dirname, '..');
const scenarios = readdirSync(folder).filter((name) => name.endsWith('.e2e.spec.ts'));

describe('answersIn', () => {
  it('finds answers under their titles in the catalogue, wherever they stand', () => {
    const [groups, people] = [titleOf('group-requests'), titleOf('new-users')];

    expect(answersIn(`${people} 1,207 · 1 number missing\n▁█ ${groups} 3 ▲9\u00a0%\n`)).toEqual({
      'group-requests': 3,
      'new-users': 1207,
    });
  });

  it('leaves out a question that scenarios do not know, such as one that a team has added', () => {
    const title = catalogue.flatMap(({ queries }) => queries).find(({ id }) => id === 'activity')?.title.en;

    expect(answersIn(`${title} 3\n${titleOf('new-users')} 4`)).toEqual({ 'new-users': 4 });
  });

  it('takes no range and no longer title for an answer', () => {
    const title = titleOf('new-users');

    expect(answersIn(`▁█ ${title} 3 to 12\nvery ${title} 4`)).toEqual({});
  });

  it.each(scenarios)(
    'spares %s the answers under titles, so that a change of the catalogue does not fail it',
    (name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      const isAnswered = (title: string): boolean =>
        text
          .split(title)
          .slice(1)
          .some((rest) => /^:? \d/.test(rest));

      expect(titles.filter(isAnswered)).toEqual([]);
    },
  );
});
