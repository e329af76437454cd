import { pictureType } from './picture-type';

const bytes = (latin1: string) => Buffer.from(latin1, 'latin1');

describe('pictureType', () => {
  it.each([
    ['image/png', '\x89PNG\r\n\x1a\n...'],
    ['image/jpeg', '\xff\xd8\xff\xe0'],
    ['image/gif', 'GIF89a'],
    ['image/webp', 'RIFF\n\r\x00\x00WEBPVP8 '],
    [undefined, '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'],
    [undefined, '<!doctype html> \x89PNG\r\n\x1a\n'],
    [undefined, ''],
  ])('finds %s by how a file begins', (type, start) => {
    expect(pictureType(bytes(start))).toBe(type);
  });
});
