import { languageProblems } from './language-problems';

describe('languageProblems', () => {
  it.each([[undefined], ['en'], ['es-MX'], ['pt-br'], ['pt_BR'], ['es-419'], ['de-Latn-CH'], ['ru'], ['DE']])(
    'takes %p',
    (language) => {
      expect(languageProblems('language', language)).toEqual([]);
    },
  );

  it.each([
    ['fr'],
    ['fr-de'],
    ['zh-Hant'],
    ['german'],
    ['xx'],
    ['ent'],
    ['german language'],
    ['de_DE!'],
    ['de-'],
    [''],
  ])('stops at %p', (language) => {
    expect(languageProblems('destinations.owners.0.language', language)).toEqual([
      `destinations.owners.0.language is "${language}", in which no report is written: write one of en, es, pt, de, ru, ` +
        'with a region or without (pt-br), or leave it out for en',
    ]);
  });
});
