import { parseQuery } from './parser/parse-query';
import { referencedFields } from './referenced-fields';

const namesOf = (query: string): string[] => referencedFields(parseQuery(query)).map(({ name }) => name);

describe('referencedFields', () => {
  it.each([
    ['filter (is_group=1) | stats count(*) as calls', ['is_group']],
    ['fields a as x, x + b as y | filter y > 1 and x = 2', ['a', 'b']],
    ['stats sum(a) as s, s / count(b) as r by c as g | filter s > 1 | sort g, @timestamp', ['c', 'a', 'b']],
    ['stats count(*) as n by bin(5m) | stats max(n)', ['@timestamp']],
    ['filter a in [b, "c"] and d like "e" | dedup f', ['a', 'b', 'd', 'f']],
    ['stats count(*) as n | filter user = "a"', ['user']],
    ['limit 5', []],
  ])('of %s are %j', (query, names) => {
    expect(namesOf(query)).toEqual(names);
  });

  it('stand where the query names them', () => {
    const query = 'filter is_grup = 1 and `is new` = 0';

    const written = referencedFields(parseQuery(query)).map(({ location }) =>
      query.slice(location.startCharOffset, location.endCharOffset + 1),
    );

    expect(written).toEqual(['is_grup', '`is new`']);
  });
});
