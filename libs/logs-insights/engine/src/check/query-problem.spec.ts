import { parseQuery } from '../parser/parse-query';
import { writeName, writeString } from './query-problem';

describe('writeName', () => {
  it.each([
    'a',
    'a.b.0',
    '@timestamp',
    '_x',
    'content-type',
    'k8s.io/x',
    '0a',
    'and',
    'LIKE',
    'true',
    'ünï',
    'a b',
    '"',
  ])('writes %s so that it is read as that name', (name) => {
    const { plan } = parseQuery(`fields ${writeName(name)}`);

    expect(plan.fieldReferences.map((reference) => reference.name)).toEqual([name]);
  });

  it.each(['', 'a`b'])('writes nothing for %j, which no query can name', (name) => {
    expect(writeName(name)).toBeUndefined();
  });

  it('leaves backticks out where none are needed', () => {
    expect(['user', 'chat.type', '@x', 'limit'].map(writeName)).toEqual(['user', 'chat.type', '@x', 'limit']);
  });
});

describe('writeString', () => {
  it.each(['', 'a', 'it\'s "x"', '\\', '\\n', 'a\nb', '\\"', '😀'])(
    'writes %j so that it is read as that text',
    (text) => {
      const [step] = parseQuery(`fields ${writeString(text)} as x`).plan.stages[0]?.steps ?? [];

      expect(step).toMatchObject({ expression: { value: text } });
    },
  );
});
