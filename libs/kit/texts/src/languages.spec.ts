import { languageOf } from './languages';
import { plural } from './plural';

describe('languageOf', () => {
  it('knows a language by any of its tags, and speaks English to all others', () => {
    const tags = ['es', 'pt-br', 'PT_BR', 'ru-RU', 'ja', '', 'esperanto', undefined];

    expect(tags.map(languageOf)).toEqual(['es', 'pt', 'pt', 'ru', 'en', 'en', 'en', 'en']);
  });
});

describe('plural', () => {
  const forms = { one: 'день', few: 'дня', many: 'дней', other: 'дня' };

  it('counts in Russian', () => {
    const counted = [1, 3, 5, 11, 21, 1.5].map((count) => plural('ru', count, forms));

    expect(counted).toEqual(['день', 'дня', 'дней', 'дней', 'день', 'дня']);
  });

  it('takes the form for all others where a language has no form of its own', () => {
    expect(plural('de', 1, { other: 'Tage' })).toBe('Tage');
  });
});
