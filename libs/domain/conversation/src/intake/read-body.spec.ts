import { readBody } from './read-body';

const call = { requestContext: { http: { method: 'POST' } }, headers: {} };
const decode = (text: string): string => `decoded ${text.length}`;
const sizeBytes = 262_144;

describe('readBody', () => {
  it('takes a quarter of a megabyte and not a byte more, of which a letter may have two', () => {
    expect(readBody({ ...call, body: 'x'.repeat(sizeBytes) }, decode)).toMatchObject({ type: 'body' });
    expect(readBody({ ...call, body: 'x'.repeat(sizeBytes + 1) }, decode)).toMatchObject({ problem: 'too large' });
    expect(readBody({ ...call, body: 'é'.repeat(sizeBytes / 2 + 1) }, decode)).toMatchObject({ problem: 'too large' });
  });

  it('counts what is encoded as it will be decoded', () => {
    const encoded = (bytes: number) => Buffer.alloc(bytes).toString('base64');
    const read = (body: string) => readBody({ ...call, body, isBase64Encoded: true }, decode);

    expect(read(encoded(sizeBytes))).toMatchObject({ type: 'body', body: expect.stringContaining('decoded') });
    expect(read(encoded(sizeBytes + 1))).toMatchObject({ problem: 'too large' });
  });
});
