import { languages } from './languages';
import { reportTexts } from './report-texts';

describe('texts of reports', () => {
  it.each([
    [1, '1 день'],
    [3, '3 дня'],
    [7, '7 дней'],
    [21, '21 день'],
    [30, '30 дней'],
  ])('count %d days in Russian', (count, text) => {
    expect(reportTexts('ru').days(count)).toBe(text);
  });

  it.each([
    [14, 'day', 'последние 14 дней'],
    [21, 'day', 'последний 21 день'],
    [21, 'week', 'последняя 21 неделя'],
  ] as const)('name the last %d of a %s in Russian', (count, period, text) => {
    expect(reportTexts('ru').sparklines(count, period)).toContain(text);
  });

  it.each([
    ['en', 'and 1,204 more', '12,345 rows'],
    ['es', 'y 1204 más', '12\u202f345 filas'],
    ['pt', 'e mais 1.204', '12.345 linhas'],
    ['de', 'und 1.204 weitere', '12.345 Zeilen'],
    ['ru', 'и ещё 1\u202f204', '12\u202f345 строк'],
  ] as const)('write counts as numbers are written in %s', (language, more, rows) => {
    expect(reportTexts(language).andMore(1204)).toBe(more);
    expect(reportTexts(language).rows(12_345)).toBe(rows);
  });

  it.each([
    [1, '0 из 1 показателя'],
    [3, '0 из 3 показателей'],
    [21, '0 из 21 показателя'],
  ])('say how many of %d numbers there are in Russian', (expected, text) => {
    expect(reportTexts('ru').progress(0, expected)).toContain(text);
  });

  it.each([
    ['en', '1 number missing', '2 numbers missing', '2 of 6 numbers'],
    ['es', 'falta 1 dato', 'faltan 2 datos', '2 de 6 datos'],
    ['pt', 'falta 1 número', 'faltam 2 números', '2 de 6 números'],
    ['de', '1 Zahl fehlt', '2 Zahlen fehlen', '2 von 6 Zahlen'],
    ['ru', 'нет 1 показателя', 'нет 2 показателей', '2 из 6 показателей'],
  ] as const)('say what is missing in %s in a word that is no title', (language, one, two, part) => {
    const { missingCount, partial } = reportTexts(language);

    expect([missingCount(1), missingCount(2)]).toEqual([one, two]);
    expect(partial(2, 6)).toContain(part);
  });

  it.each([
    ['en', 1, 'point'],
    ['en', 0.6, 'points'],
    ['es', 1, 'punto'],
    ['es', 2.5, 'puntos'],
    ['pt', 1, 'ponto'],
    ['pt', 2.5, 'pontos'],
    ['de', 1, 'Punkt'],
    ['de', 1.5, 'Punkte'],
    ['ru', 2, 'п.\u00a0п.'],
  ] as const)('call in %s a difference of %d percentage points %s', (language, count, text) => {
    expect(reportTexts(language).percentagePoints(count)).toBe(text);
  });

  it.each([
    ['en', '19 to 26 Nov', '27 Oct to 26 Nov'],
    ['es', 'del 19 al 26 nov', 'del 27 oct al 26 nov'],
    ['de', '19. bis 26. Nov.', '27. Okt. bis 26. Nov.'],
    ['ru', '19–26 нояб.', '27 окт. – 26 нояб.'],
  ] as const)('span days of one month, and of two, in %s', (language, ofOne, ofTwo) => {
    const { dateSpan } = reportTexts(language);
    const to = { day: 26, month: 10 };

    expect(dateSpan({ day: 19, month: 10 }, to)).toBe(ofOne);
    expect(dateSpan({ day: 27, month: 9 }, to)).toBe(ofTwo);
  });

  it.each([
    ['en', 'unusual for a Wednesday', 'unusual'],
    ['es', 'inusual para un miércoles', 'inusual'],
    ['pt', 'fora do comum para uma quarta-feira', 'fora do comum'],
    ['de', 'ungewöhnlich für einen Mittwoch', 'ungewöhnlich'],
    ['ru', 'необычно для среды', 'необычно'],
  ] as const)('say in %s for which day a number is unusual', (language, ofDay, ofWeek) => {
    expect(reportTexts(language).unusual(3)).toBe(ofDay);
    expect(reportTexts(language).unusual()).toBe(ofWeek);
  });

  it.each([
    ['en', 'the last 2 weeks'],
    ['es', 'las últimas 2 semanas'],
    ['pt', 'as últimas 2 semanas'],
    ['de', 'die letzten 2 Wochen'],
    ['ru', 'последние 2 недели'],
  ] as const)('speak of weeks in %s', (language, bars) => {
    expect(reportTexts(language).sparklines(2, 'week')).toContain(bars);
  });

  it.each(languages)('differ from month to month and from day to day in %s', (language) => {
    const { date } = reportTexts(language);
    const months = Array.from({ length: 12 }, (_, month) => date({ day: 1, month }));
    const weekdays = Array.from({ length: 7 }, (_, weekday) => date({ day: 1, month: 0, weekday }));

    expect(new Set(months).size).toBe(12);
    expect(new Set(weekdays).size).toBe(7);
    expect([...months, ...weekdays].join()).not.toContain('undefined');
  });
});
