import { plainItem } from './table-handlers';

describe('plainItem', () => {
  it('shows every type of DynamoDB as JSON', () => {
    const item = plainItem({
      text: { S: '' },
      number: { N: '1.5' },
      large: { N: '12345678901234567890' },
      flag: { BOOL: false },
      nothing: { NULL: true },
      bytes: { B: new Uint8Array([1, 2]) },
      list: { L: [{ N: '1' }, { M: { inner: { S: 'x' } } }] },
      texts: { SS: ['a', 'b'] },
      numbers: { NS: ['1', '2'] },
      blobs: { BS: [new Uint8Array([3])] },
    });

    expect(item).toEqual({
      text: '',
      number: 1.5,
      large: '12345678901234567890',
      flag: false,
      nothing: null,
      bytes: 'AQI=',
      list: [1, { inner: 'x' }],
      texts: ['a', 'b'],
      numbers: [1, 2],
      blobs: ['Aw=='],
    });
  });
});
