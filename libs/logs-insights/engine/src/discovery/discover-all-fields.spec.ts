import { discoverAllFields } from './discover-all-fields';

describe('discoverAllFields', () => {
  it('flattens what a JSON document has, and leaves nulls out', () => {
    const message = 'prefix {"a":{"b":[1,"x"]},"ok":true,"nothing":null,"@at":2}';

    expect(Object.fromEntries(discoverAllFields(message))).toEqual({
      'a.b.0': '1',
      'a.b.1': 'x',
      ok: '1',
      '@@at': '2',
    });
  });

  it("reads Lambda's own lines", () => {
    const message = 'REPORT RequestId: 7f2e8ba0-5c0f-4b4b-8c9a-6d5c1c2b3a4d\tDuration: 12.5 ms\tBilled Duration: 13 ms';

    expect(Object.fromEntries(discoverAllFields(message))).toMatchObject({
      '@type': 'REPORT',
      '@requestId': '7f2e8ba0-5c0f-4b4b-8c9a-6d5c1c2b3a4d',
      '@duration': '12.5',
    });
  });

  it('finds nothing in plain text', () => {
    expect(discoverAllFields('plain').size).toBe(0);
  });
});
