import { definitionOf } from './planned-questions';

describe('definitionOf', () => {
  const filter = 'is_group = 1';
  const columns = { n: 'count(*)', m: 'pct(HandlerDuration, 95)' };
  const declared = { query: { filter, columns } };
  const text = { query: 'filter is_group = 1 | stats count(*) as n, pct(HandlerDuration, 95) as m' };
  const number = { id: 'a', field: 'n' };
  const place = {
    logGroups: { type: 'named', names: ['/x', '/y'] },
    window: { hours: 24, ingestLagMinutes: 5 },
  } as const;

  it('is the same in every process', () => {
    expect([definitionOf(text, place), definitionOf(declared, place, number)]).toEqual(['9cfac9ad', '021cad75']);
  });

  it.each([
    ['another filter', { query: { filter: 'is_group = 0', columns } }, place, number],
    ['another way to compute it', { query: { filter, columns: { ...columns, n: 'count(user)' } } }, place, number],
    ['groups', { query: { filter, columns, by: ['command'] } }, place, number],
    ['another column', declared, place, { id: 'a', field: 'm' }],
    ['another id', declared, place, { id: 'b', field: 'n' }],
    ['another length of the window', declared, { ...place, window: { ...place.window, hours: 23 } }, number],
    ['another log group', declared, { ...place, logGroups: { type: 'named', names: ['/x', '/z'] } as const }, number],
    ['the own bot', declared, { ...place, logGroups: { type: 'own-bot' } as const }, number],
  ])('of a number changes with %s', (_what, changedQuery, changedPlace, changedNumber) => {
    expect(definitionOf(changedQuery, changedPlace, changedNumber)).not.toBe(definitionOf(declared, place, number));
  });

  it.each([
    ['behind it', { ...columns, k: 'sum(outcome = "a, b")' }],
    ['before it', { k: 'sum(outcome = "a, b")', ...columns }],
    ['in its place', { n: 'count(*)', k: 'max(HandlerDuration)' }],
  ])('of a number stays if another one is computed %s, and that of the question changes', (_where, changed) => {
    const other = { query: { filter, columns: changed } };

    expect(definitionOf(other, place, number)).toBe(definitionOf(declared, place, number));
    expect(definitionOf(other, place)).not.toBe(definitionOf(declared, place));
  });

  it('of a query that is text changes with any part of it, also for one number', () => {
    const other = { query: text.query.replace('95', '99') };

    expect(definitionOf(other, place)).not.toBe(definitionOf(text, place));
    expect(definitionOf(other, place, number)).not.toBe(definitionOf(text, place, number));
    expect(definitionOf(text, place, { id: 'a', field: 'm' })).not.toBe(definitionOf(text, place, number));
  });

  it('stays with another order of log groups, and another lag', () => {
    const same = {
      logGroups: { type: 'named', names: ['/y', '/x'] },
      window: { hours: 24, ingestLagMinutes: 9, endsAt: '12:00' },
    } as const;

    expect(definitionOf(declared, same, number)).toBe(definitionOf(declared, place, number));
  });

  it("changes with the length of the question's own window, and not with its end", () => {
    const week = { ...place, window: { hours: 168, ingestLagMinutes: 5 } };

    expect(definitionOf({ ...text, window: { hours: 720 } }, week)).not.toBe(definitionOf(text, week));
    expect(definitionOf({ ...text, window: { hours: 168, endsAt: '00:00' } }, week)).toBe(definitionOf(text, week));
  });
});
