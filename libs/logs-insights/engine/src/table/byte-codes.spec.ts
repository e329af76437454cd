import { slotKinds } from '../scan/escaped-json';
import { ByteCodes } from './byte-codes';
import { Dictionary } from './dictionary';

const encoder = new TextEncoder();

describe('ByteCodes', () => {
  it('takes no escaped text for one that is written the same without being escaped', () => {
    const dictionary = new Dictionary();
    const codes = new ByteCodes(dictionary);
    const textOf = (written: string) => {
      const bytes = encoder.encode(written);
      return dictionary.values[codes.codeOf(slotKinds.string, bytes, 0, bytes.length)];
    };

    const wrong = Array.from({ length: 30_000 }, (_, index) => index).filter(
      (index) => textOf(`${index}\\\\n`) !== `${index}\\n` || textOf(`${index}\\n`) !== `${index}\n`,
    );

    expect(wrong).toEqual([]);
  });

  it('tells values of different kinds apart, however often they come', () => {
    const dictionary = new Dictionary();
    const codes = new ByteCodes(dictionary);
    const bytes = encoder.encode('1');
    const kinds = [slotKinds.string, slotKinds.number, slotKinds.true, slotKinds.missing, slotKinds.false];

    const first = kinds.map((kind) => codes.codeOf(kind, bytes, 0, 1));
    const second = kinds.map((kind) => codes.codeOf(kind, bytes, 0, 1));

    expect(new Set(first).size).toBe(kinds.length);
    expect(second).toEqual(first);
  });
});
