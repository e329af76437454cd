import { hrefOf, parseRoute } from '../../state/route';
import { type Asked, addressOf, lastHours, readAddress, readKept, withAsked } from './asked';

const asked: Asked = { query: 'stats count(*)\n| limit 3', logGroups: undefined, range: lastHours(168) };

describe('the address of a query', () => {
  it.each<[string, Partial<Asked>]>([
    ['the last hours', {}],
    ['all there is', { range: { ...lastHours(24), preset: 'all' } }],
    ["the last report's window", { range: { ...lastHours(24), preset: 'report' } }],
    ['a range', { range: { ...lastHours(24), preset: 'custom', customStart: '2026-11-25T08:00', customEnd: '' } }],
    ['log groups of its own', { logGroups: ['/aws/lambda/pulso-local-bot', '/aws/lambda/other'] }],
    ['no log group', { logGroups: [] }],
    ['any text', { query: '# 100 % ü / ? & = .. "\'`' }],
  ])('leads back to the query with %s', (_what, part) => {
    const { page, rest } = parseRoute(hrefOf('questions', ...addressOf({ ...asked, ...part })));

    expect([page, readAddress(rest)]).toEqual(['questions', { ...asked, ...part }]);
  });

  it.each(['', 'x', '0h', '-3h', '1e9h', 'constructor'])(
    'is of some hours when a person writes the range "%s"',
    (range) => {
      const { hours = 0, preset } = readAddress(['ask', 'q', range])?.range ?? {};

      expect([preset, hours >= 1 && hours <= 24]).toEqual(['hours', true]);
    },
  );

  it.each([[[]], [['ask']], [['groups', 'daily-usage']]])('is none in %j', (rest) => {
    expect(readAddress(rest)).toBeUndefined();
  });
});

describe('what was asked before', () => {
  it('has each query once, the latest first, and no more than fifty', () => {
    let kept: readonly Asked[] = [];
    for (let count = 0; count < 60; count += 1) kept = withAsked(kept, { ...asked, query: `limit ${count % 55}` });

    expect(kept).toHaveLength(50);
    expect(kept.slice(0, 6).map(({ query }) => query)).toEqual([4, 3, 2, 1, 0, 54].map((count) => `limit ${count}`));
  });

  it('is read from what the browser has kept, without what makes no sense', () => {
    expect(readKept(JSON.stringify([addressOf(asked), ['x'], [1]]))).toEqual([asked]);
    expect(['no JSON', '{}', '[null]', null].map(readKept)).toEqual([[], [], [], []]);
  });
});
