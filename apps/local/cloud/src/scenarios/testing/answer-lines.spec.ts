import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { catalogue } from '@pulso/reports';

import { answerLines } from './answer-lines';

const titles = catalogue.flatMap(({ queries }) => queries.flatMap(({ title }) => Object.values(title)));

const folder = join(__dirname, '..');
const scenarios = readdirSync(folder).filter((name) => name.endsWith('.e2e.spec.ts'));

describe('answerLines', () => {
  it('gives an answer under its title in the catalogue', () => {
    const [line] = answerLines({ 'new-users': 7 });

    expect(line).toMatch(/: 7$/);
    expect(titles).toContain(line?.slice(0, -': 7'.length));
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
