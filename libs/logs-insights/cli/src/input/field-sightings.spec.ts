import { FieldSightings } from './field-sightings';

const unseenIn = (names: readonly string[], ...messages: readonly string[]): readonly string[] => {
  const sightings = new FieldSightings(names);
  for (const message of messages) sightings.look(message);
  return sightings.unseen;
};

describe('FieldSightings', () => {
  it('misses the fields that are no key of any message', () => {
    const messages = ['{"user":"comand","request":{"path":"/"},"xms":1}', '{"level":"INFO"}'];

    expect(unseenIn(['user', 'request.path', 'level', 'ms', 'level', 'users'], ...messages)).toEqual(['ms', 'users']);
    expect(unseenIn(['user', 'user'], 'nothing')).toEqual(['user']);
  });

  it('knows nothing of fields that do not stand in messages by name', () => {
    expect(unseenIn(['@duration', 'items.0', 'srcAddr'], 'REPORT')).toEqual([]);
  });
});
