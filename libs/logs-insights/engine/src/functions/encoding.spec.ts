import * as fc from 'fast-check';

import { maxTextLength } from '../values/text';
import { type Value } from '../values/value';
import { call } from './testing/call';

const texts = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }));

describe('functions of encoding', () => {
  const table: readonly [name: string, operand: Value, result: Value][] = [
    ['urlencode', 'a b&c=ä/€', 'a+b%26c%3D%C3%A4%2F%E2%82%AC'],
    ['urlencode', "*-._~!'()+%", '*-._%7E%21%27%28%29%2B%25'],
    ['urlencode', '%20', '%2520'],
    ['urlencode', '\ud800', '%EF%BF%BD'],
    ['urlencode', 1.5, '1.5'],
    ['urldecode', 'a+b%20c%c3%A4', 'a b cä'],
    ['urldecode', 'a+b', 'a b'],
    ['urldecode', '%2B', '+'],
    ['urldecode', '100%', undefined],
    ['urldecode', '%4', undefined],
    ['urldecode', '%zz', undefined],
    ['urldecode', '% 41', undefined],
    ['urldecode', '%ff', '\ufffd'],
    ['urldecode', '😀%21', '😀!'],
    ['base64encode', '', ''],
    ['base64encode', 'foob', 'Zm9vYg=='],
    ['base64encode', '€>?', '4oKsPj8='],
    ['base64decode', 'Zm9vYg==', 'foob'],
    ['base64decode', 'Zm9vYg', 'foob'],
    ['base64decode', '4oKsPj8', '€>?'],
    ['base64decode', 'fn5-Pz8_', '~~~???'],
    ['base64decode', '77u/YQ==', '\ufeffa'],
    ['base64decode', '/w==', '\ufffd'],
    ['base64decode', '', ''],
    ['base64decode', 'Zm9vYg=', undefined],
    ['base64decode', 'Z', undefined],
    ['base64decode', '=', undefined],
    ['base64decode', 'Zm9v\nYg==', undefined],
    ['base64decode', 'Zm9é', undefined],
    ['base64decode', 'Z==v', undefined],
    ['md5', '', 'd41d8cd98f00b204e9800998ecf8427e'],
    ['md5', 'abc', '900150983cd24fb0d6963f7d28e17f72'],
    ['md5', '\ud800', call('md5', '\ufffd')],
    ['sha256', '', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['sha256', 'abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ];

  it.each(table)('%s of %j is %j', (name, operand, result) => {
    expect(call(name, operand)).toBe(result);
  });

  it.each([
    ['base64encode', 'base64decode'],
    ['urlencode', 'urldecode'],
  ])('decode what %s encoded', (encode, decode) => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(call(decode, call(encode, text))).toBe(text.toWellFormed());
      }),
    );
  });

  it('make no text longer than an event can be', () => {
    const text = 'ä'.repeat(maxTextLength);

    for (const name of ['urlencode', 'base64encode']) {
      expect(call(name, text)).toBeUndefined();
      expect(call(name, text + text)).toBeUndefined();
    }
  });
});
