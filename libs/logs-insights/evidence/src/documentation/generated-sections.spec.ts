import { replaceSections } from './generated-sections';

const document = 'before\n<!-- begin: a -->\nold\n<!-- end: a -->\nafter\n';

describe('replaceSections', () => {
  it('replaces what stands between the markers and nothing else', () => {
    const written = replaceSections(document, { a: 'new' });

    expect(written).toMatch(/^before\n<!-- begin: a -->\n[\s\S]*\nnew\n[\s\S]*<!-- end: a -->\nafter\n$/);
    expect(written).not.toContain('old');
  });

  it('changes nothing the second time', () => {
    const once = replaceSections(document, { a: 'new' });

    expect(replaceSections(once, { a: 'new' })).toBe(once);
  });

  it.each([
    ['no such marker', 'text'],
    ['no marker of its end', '<!-- begin: a -->'],
    ['its markers the wrong way round', '<!-- end: a --><!-- begin: a -->'],
  ])('refuses a document with %s', (_, text) => {
    expect(() => replaceSections(text, { a: 'new' })).toThrow(RangeError);
  });
});
