import { EventList, type StoredLogEvent } from './event-list';

const eventAt = (timestamp: number, message = `${timestamp}`): StoredLogEvent => ({
  timestamp,
  message,
  ingestionTime: timestamp,
  logStream: 's',
  logGroupName: '/g',
});

function listOf(...events: readonly StoredLogEvent[]): EventList {
  const list = new EventList();
  list.append(events);
  return list;
}

const messages = (events: readonly StoredLogEvent[]): readonly string[] => events.map(({ message }) => message);

describe('EventList', () => {
  it('lists events by time, those of one time as they arrived', () => {
    const list = listOf(eventAt(3), eventAt(1, 'a'), eventAt(2), eventAt(1, 'b'));

    list.append([eventAt(2, 'later'), eventAt(0)]);

    expect(messages(list.in())).toEqual(['0', 'a', 'b', '2', 'later', '3']);
  });

  it('lists only what is asked for, the end not included', () => {
    const list = listOf(...[0, 1, 2, 3, 4].map((time) => eventAt(time)));

    expect(messages(list.in({ startMs: 1, endMs: 3 }))).toEqual(['1', '2']);
    expect(messages(list.in({ startMs: 3 }))).toEqual(['3', '4']);
    expect(list.in({ startMs: 9, endMs: 10 })).toEqual([]);
  });

  it('drops what is older than a moment', () => {
    const list = listOf(eventAt(1), eventAt(2), eventAt(3));

    list.dropBefore(2);
    list.append([eventAt(4)]);

    expect(messages(list.in())).toEqual(['2', '3', '4']);
  });

  it('can be appended to while its events are listed', () => {
    const list = listOf(eventAt(1), eventAt(2));

    list.append(list.in());

    expect(messages(list.in())).toEqual(['1', '1', '2', '2']);
  });
});
