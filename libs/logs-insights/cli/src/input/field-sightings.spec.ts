import { FieldSightings } from './field-sightings';

const look = (names: readonly string[], ...pieces: string[]): readonly string[] => {
  const sightings = new FieldSightings(names);
  for (const piece of pieces) {
    const bytes = Buffer.from(piece);
    sightings.look(bytes);
    bytes.fill(0);
  }
  return sightings.unseen;
};

describe('FieldSightings', () => {
  it('misses the fields that are no key, in JSON or in texts of JSON', () => {
    const application = '{"user":"comand","request":{"path":"/"},"xms":1}\n';
    const exported = `${JSON.stringify({ message: JSON.stringify({ level: 'INFO' }) })}\n`;

    expect(look(['user', 'request.path', 'level', 'ms', 'level', 'users'], application, exported)).toEqual([
      'ms',
      'users',
    ]);
    expect(look(['user', 'user'], 'nothing')).toEqual(['user']);
  });

  it('knows nothing of fields that do not stand in the bytes by name', () => {
    expect(look(['@duration', 'items.0', 'ñ'], 'REPORT')).toEqual([]);
    expect(look(['srcAddr'], '2 123456789010 eni-1235b8ca 172.31.16.139')).toEqual([]);
    expect(look(['srcAddr'], 'nothing')).toEqual(['srcAddr']);
  });

  it('finds a name wherever the bytes are cut', () => {
    const text = '{"a":1,"command\\":2}';
    for (let cut = 0; cut <= text.length; cut += 1) {
      expect(look(['command'], text.slice(0, cut), text.slice(cut))).toEqual([]);
    }
    expect(look(['command', 'a'], ...text)).toEqual([]);
  });
});
