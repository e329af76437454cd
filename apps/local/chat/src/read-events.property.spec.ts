import fc from 'fast-check';

import { createEventReader } from './read-events';

const readAll = (chunks: readonly string[]) => {
  const reader = createEventReader();
  return chunks.flatMap((chunk) => reader.read(chunk));
};

describe('createEventReader', () => {
  it('reads data, and passes over comments and the time to wait', () => {
    const events = readAll(['retry: 1000\nid: 4\n\n:\n\nid: 5\ndata: {"a":1}\n\ndata: x\ndata:y\n\nid: 6\ndata: cut']);

    expect(events).toEqual(['{"a":1}', 'x\ny']);
  });

  it('knows the id of the last event that is complete, also of one without data', () => {
    const reader = createEventReader();
    const ids = ['retry: 1000\n', 'id: 4\n', '\n', 'data: x\n\n', 'id: 5\ndata: cut'].map((chunk) => {
      reader.read(chunk);
      return reader.lastId();
    });

    expect(ids).toEqual([undefined, undefined, '4', '4', '4']);
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
        expect(readAll([...chunks, ':'])).toEqual(texts.map((text, index) => `${text}\n${index}`));
      }),
    );
  });
});
