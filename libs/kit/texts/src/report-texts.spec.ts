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
    [1, '0 из 1 ответа'],
    [3, '0 из 3 ответов'],
    [21, '0 из 21 ответа'],
  ])('say how many of %d answers there are in Russian', (expected, text) => {
    expect(reportTexts('ru').progress(0, expected)).toContain(text);
  });

  it.each([
    ['en', '7 weeks before', 'the last 2 weeks'],
    ['es', 'las 7 semanas anteriores', 'las últimas 2 semanas'],
    ['pt', 'das 7 semanas anteriores', 'as últimas 2 semanas'],
    ['de', 'der 7 Wochen davor', 'die letzten 2 Wochen'],
    ['ru', '7 предыдущих недель', 'последние 2 недели'],
  ] as const)('compare with weeks in %s', (language, average, bars) => {
    expect(reportTexts(language).againstAverage(7, 'week')).toContain(average);
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
