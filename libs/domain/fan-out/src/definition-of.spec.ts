import { definitionOf } from './definition-of';

describe('definitionOf', () => {
  const query = {
    query: 'stats count(*) as n',
    numbers: [
      { id: 'a', field: 'n', title: { en: 'A' } },
      { id: 'b', field: 'm', title: { en: 'B' } },
    ],
  } as const;
  const place = {
    logGroups: { type: 'named', names: ['/x', '/y'] },
    window: { hours: 24, ingestLagMinutes: 5 },
  } as const;
  const known = definitionOf(query, place);

  it('is the same in every process', () => {
    expect(known).toBe('5619d2ea');
  });

  it.each([
    ['another query', { ...query, query: 'stats count(*)  as n' }, place],
    ['another column', { ...query, numbers: [{ ...query.numbers[0], field: 'k' }, query.numbers[1]] }, place],
    ['no numbers', { query: query.query }, place],
    ['another length of the window', query, { ...place, window: { ...place.window, hours: 23 } }],
    ['another log group', query, { ...place, logGroups: { type: 'named', names: ['/x', '/z'] } as const }],
    ['the own bot', query, { ...place, logGroups: { type: 'own-bot' } as const }],
  ])('changes with %s', (_what, changedQuery, changedPlace) => {
    expect(definitionOf(changedQuery, changedPlace)).not.toBe(known);
  });

  it('keeps through new titles, another order of numbers or log groups, and another lag', () => {
    const numbers = query.numbers.toReversed().map((number) => ({ ...number, title: { en: 'New' } }));

    const same = definitionOf(
      { ...query, numbers },
      {
        logGroups: { type: 'named', names: ['/y', '/x'] },
        window: { hours: 24, ingestLagMinutes: 9, endsAt: '12:00' },
      },
    );

    expect(same).toBe(known);
  });
});
