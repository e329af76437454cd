import { languageProblems } from './language-problems';

describe('languageProblems', () => {
  it.each([[undefined], ['en'], ['pt-br'], ['pt_BR'], ['zh-Hant'], ['ru'], ['DE']])('takes %p', (language) => {
    expect(languageProblems('language', language)).toEqual([]);
  });

  it.each([['german'], ['xx'], ['german language'], ['de_DE!'], ['']])('stops at %p', (language) => {
    expect(languageProblems('destinations.owners.0.language', language)).toEqual([
      expect.stringMatching(`^destinations.owners.0.language is "${language}", which is no language: write a tag`),
    ]);
  });
});
