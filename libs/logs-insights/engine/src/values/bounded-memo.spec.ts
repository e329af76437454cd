import { memoize } from './bounded-memo';

/** What a memoized function computes, and how often. */
function counting() {
  const computed: string[] = [];
  const recall = memoize((text) => {
    computed.push(text);
    return text === '' ? undefined : text.length;
  });
  return { computed, recall };
}

describe('memoize', () => {
  it('computes once for each text, for those that give nothing too', () => {
    const { computed, recall } = counting();

    const results = ['ab', '', 'ab', ''].map((text) => recall(text));

    expect(results).toEqual([2, undefined, 2, undefined]);
    expect(computed).toEqual(['ab', '']);
  });

  it('forgets when it has seen many texts, and still answers right', () => {
    const { computed, recall } = counting();
    for (let round = 0; round < 2; round += 1) {
      for (let length = 1; length <= 100; length += 1) expect(recall('x'.repeat(length))).toBe(length);
    }

    expect(computed.length).toBe(200);
  });

  it('does not keep long texts', () => {
    const { computed, recall } = counting();

    expect([recall('x'.repeat(5000)), recall('x'.repeat(5000))]).toEqual([5000, 5000]);
    expect(computed.length).toBe(2);
  });
});
