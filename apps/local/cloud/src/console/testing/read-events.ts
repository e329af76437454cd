import { once } from 'node:events';
import { type IncomingMessage, get } from 'node:http';

/** An event as a browser would hand it to a page, and the id that the browser would remember. */
interface ReadEvent {
  readonly id: string;
  readonly data: { readonly type: string; readonly atMs: number };
}

/** A reader of the event stream, which keeps what it gets. */
interface EventReader {
  readonly contentType: string | undefined;
  /** The last id that it was told, by an event or without one. */
  lastId(): string;
  /** Resolves with everything that it has got when that are so many. */
  take(count: number): Promise<readonly ReadEvent[]>;
  /** Resolves when the server has ended the stream. */
  readonly ended: Promise<void>;
  cut(): void;
}

/**
 * Reads a stream of server-sent events; resolves when it has begun.
 *
 * @param lastEventId - What a browser that comes back sends.
 */
export async function readEvents(url: string, lastEventId?: string): Promise<EventReader> {
  const request = get(url, { headers: lastEventId === undefined ? {} : { 'last-event-id': lastEventId } });
  const [response]: IncomingMessage[] = await once(request, 'response');
  if (!response) throw new Error('There was no answer.');
  const ended = new Promise<void>((resolve) => response.on('close', resolve).on('error', () => undefined));
  const events: ReadEvent[] = [];
  let [text, id] = ['', ''];
  response.setEncoding('utf8').on('data', (chunk: string) => {
    const blocks = (text + chunk).split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      id = /^id: (.*)$/m.exec(block)?.[1] ?? id;
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (data !== undefined) events.push({ id, data: JSON.parse(data) });
    }
  });
  while (id === '') await once(response, 'data');
  return {
    contentType: response.headers['content-type'],
    lastId: () => id,
    take: async (count) => {
      while (events.length < count) await once(response, 'data');
      return events;
    },
    ended,
    cut: () => request.destroy(),
  };
}
