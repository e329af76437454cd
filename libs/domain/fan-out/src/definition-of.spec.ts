import { definitionOf } from './definition-of';

describe('definitionOf', () => {
  const query = { query: 'filter is_group = 1 | stats count(*) as n, pct(HandlerDuration, 95) as m' };
  const number = { id: 'a', field: 'n' };
  const place = {
    logGroups: { type: 'named', names: ['/x', '/y'] },
    window: { hours: 24, ingestLagMinutes: 5 },
  } as const;

  it('is the same in every process', () => {
    expect([definitionOf(query, place), definitionOf(query, place, number)]).toEqual(['9cfac9ad', '6887e6f3']);
  });

  it.each([
    ['another query', { query: query.query.replace('= 1', '= 0') }, place, number],
    ['another way to compute it', { query: query.query.replace('count(*)', 'count(user)') }, place, number],
    ['another column', query, place, { id: 'a', field: 'm' }],
    ['another length of the window', query, { ...place, window: { ...place.window, hours: 23 } }, number],
    ['another log group', query, { ...place, logGroups: { type: 'named', names: ['/x', '/z'] } as const }, number],
    ['the own bot', query, { ...place, logGroups: { type: 'own-bot' } as const }, number],
  ])('of a number changes with %s', (_what, changedQuery, changedPlace, changedNumber) => {
    expect(definitionOf(changedQuery, changedPlace, changedNumber)).not.toBe(definitionOf(query, place, number));
  });

  it('of a whole question changes with any part of its query', () => {
    const other = { query: query.query.replace('95', '99') };

    expect(definitionOf(other, place)).not.toBe(definitionOf(query, place));
  });

  it('keeps through another order of log groups, and another lag', () => {
    const same = {
      logGroups: { type: 'named', names: ['/y', '/x'] },
      window: { hours: 24, ingestLagMinutes: 9, endsAt: '12:00' },
    } as const;

    expect(definitionOf(query, same, number)).toBe(definitionOf(query, place, number));
  });

  it.each([
    ['behind it', 'count(*) as n, pct(HandlerDuration, 95) as m, sum(outcome = "a, b") as k'],
    ['before it', 'sum(outcome = "a, b") as k, count(*) as n, pct(HandlerDuration, 95) as m'],
    ['in its place', 'count(*) as n, max(HandlerDuration) as k'],
  ])('of a number keeps where another one is computed %s', (_where, computed) => {
    const changed = { query: `filter is_group = 1 | stats ${computed}` };

    expect(definitionOf(changed, place, number)).toBe(definitionOf(query, place, number));
    expect(definitionOf(changed, place)).not.toBe(definitionOf(query, place));
  });

  it.each([
    ['groups', 'stats count(*) as n, sum(a) as m by b'],
    ['computes twice', 'stats count(*) as n by b | stats sum(n) as n, sum(a) as m'],
    ['goes on after it', 'stats count(*) as n, sum(a) as m | sort n'],
    ['has a comment', 'stats count(*) as n, # sum(a) as m\n sum(b) as m'],
    ['has a text with the sign between commands', 'stats count(*) as n, sum(a = "|") as m'],
  ])('of a number changes with any part of a query that %s', (_how, text) => {
    const changed = text.replace('as m', 'as k');

    expect(definitionOf({ query: changed }, place, number)).not.toBe(definitionOf({ query: text }, place, number));
  });
});
