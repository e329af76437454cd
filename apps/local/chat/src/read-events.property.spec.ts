import fc from 'fast-check';

import { createEventReader } from './read-events';

const readAll = (chunks: readonly string[]) => {
  const reader = createEventReader();
  return chunks.flatMap((chunk) => reader.read(chunk));
};

describe('createEventReader', () => {
  it('reads ids and data, and passes over comments and the time to wait', () => {
    const events = readAll(['retry: 1000\nid: 4\n\n:\n\nid: 5\ndata: {"a":1}\n\ndata: x\ndata:y\n\nid: 6\ndata: cut']);

    expect(events).toEqual([
      { id: '5', data: '{"a":1}' },
      { id: '5', data: 'x\ny' },
    ]);
  });

  it('reads the same wherever the stream is cut, and whatever ends its lines', () => {
    const data = fc.string({ unit: fc.constantFrom('a', ':', ' ', '{', '"', 'é', '🦊') });
    const cuts = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 10 });
    fc.assert(
      fc.property(fc.array(data, { maxLength: 8 }), cuts, fc.constantFrom('\n', '\r\n', '\r'), (texts, at, end) => {
        const stream = texts
          .map((text, index) => `id: ${index}${end}data: ${text}${end}data: ${index}${end}${end}`)
          .join('');
        const places = [0, ...at.filter((place) => place < stream.length).toSorted((a, b) => a - b)];
        const chunks = places.map((place, index) => stream.slice(place, places[index + 1]));

        // A lone CR at the very end could be half of a line break: it needs what follows.
        expect(readAll([...chunks, ':'])).toEqual(
          texts.map((text, index) => ({ id: String(index), data: `${text}\n${index}` })),
        );
      }),
    );
  });
});
