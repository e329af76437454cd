import { gives } from './checks';
import { type EvidenceSubject } from './evidence';

/** Functions that encode, decode and digest texts. */
export const encodingFunctionEvidence: EvidenceSubject = {
  title: 'Encodings and digests',
  entries: [
    {
      id: 'url-encoding',
      tag: 'documented',
      source: 'functions',
      statement: '`urlencode()` and `urldecode()` encode and decode what stands in a URL.',
      checks: [gives('urldecode("a%20b%26c")', 'a b&c'), gives('urldecode(urlencode("a b&\u00e9"))', 'a b&\u00e9')],
    },
    {
      id: 'base64',
      tag: 'documented',
      source: 'functions',
      statement: '`base64encode()` and `base64decode()` encode and decode Base64.',
      checks: [gives('base64encode("hello")', 'aGVsbG8='), gives('base64decode("aGVsbG8=")', 'hello')],
    },
    {
      id: 'malformed-encodings',
      tag: 'inferred',
      statement: 'What cannot be decoded is missing; bytes that are no UTF-8 become U+FFFD.',
      checks: [
        gives('urldecode("%zz")', undefined),
        gives('base64decode("*")', undefined),
        gives('hexToAscii("6")', undefined),
        gives('base64decode("/w==")', '\ufffd'),
      ],
    },
    {
      id: 'digests',
      tag: 'documented',
      source: 'hashFunctions',
      statement: '`md5()` and `sha256()` give digests, in hexadecimal.',
      checks: [
        gives('md5("abc")', '900150983cd24fb0d6963f7d28e17f72'),
        gives('sha256("abc")', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'),
      ],
    },
    {
      id: 'hexadecimal',
      tag: 'documented',
      source: 'functions',
      statement: '`hexToAscii()` and `hexToDec()` read hexadecimal digits as a text and as a number.',
      checks: [gives('hexToAscii("6869")', 'hi'), gives('hexToDec("0xff")', '255'), gives('hexToDec("10")', '16')],
    },
    {
      id: 'dec-to-hex',
      tag: 'documented',
      source: 'functions',
      statement: '`decToHex()` writes a number, cut to a whole one, in lower case after `0x`, with its sign first.',
      checks: [gives('decToHex(255)', '0xff'), gives('decToHex(-16)', '-0x10'), gives('decToHex(10.9)', '0xa')],
    },
  ],
};
