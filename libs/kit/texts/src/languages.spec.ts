import { languageOf } from './languages';
import { plural } from './plural';

describe('languageOf', () => {
  it.each([
    ['es', 'es'],
    ['pt-br', 'pt'],
    ['PT_BR', 'pt'],
    ['ru-RU', 'ru'],
    ['ja', 'en'],
    ['', 'en'],
    ['esperanto', 'en'],
    [undefined, 'en'],
  ])('speaks to %s in %s', (tag, language) => {
    expect(languageOf(tag)).toBe(language);
  });
});

describe('plural', () => {
  const forms = { one: 'день', few: 'дня', many: 'дней', other: 'дня' };

  it.each([
    [1, 'день'],
    [3, 'дня'],
    [5, 'дней'],
    [11, 'дней'],
    [21, 'день'],
    [1.5, 'дня'],
  ])('counts %d in Russian', (count, form) => {
    expect(plural('ru', count, forms)).toBe(form);
  });

  it('takes the form for all others where a language has no form of its own', () => {
    expect(plural('de', 1, { other: 'Tage' })).toBe('Tage');
  });
});
