import { digestOfAttributes } from './digests';

describe('the digest of message attributes', () => {
  it('is of names in their order, types and values, bytes as bytes, as clients compute it', () => {
    const digest = digestOfAttributes({
      'trace.id': { DataType: 'String', StringValue: 'Grüße' },
      count: { DataType: 'Number', StringValue: '7' },
      raw: { DataType: 'Binary.png', BinaryValue: 'AQL/' },
    });

    expect(digest).toBe('b8e14084cb1309e61a0c5df9c67a202f');
  });

  it('is none without attributes', () => {
    expect(digestOfAttributes({})).toBeUndefined();
  });
});
