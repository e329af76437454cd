/** A server-sent event that has data. */
export interface ReadEvent {
  /** The last id that was sent, with this event or before it; empty: none was. */
  readonly id: string;
  readonly data: string;
}

export interface EventReader {
  /** @param chunk - The next characters of the stream, cut anywhere. @returns The events that are complete with it. */
  read(chunk: string): readonly ReadEvent[];
}

/**
 * Creates what takes a stream of server-sent events apart. Comments, names and times to wait are passed over.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export function createEventReader(): EventReader {
  let [rest, id] = ['', ''];
  let data: string[] = [];
  const take = (line: string): ReadEvent | undefined => {
    if (line === '') {
      const event = data.length === 0 ? undefined : { id, data: data.join('\n') };
      data = [];
      return event;
    }
    const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === 'data') data.push(value);
    if (field === 'id') id = value;
    return undefined;
  };
  return {
    read: (chunk) => {
      // The other half of a line break may come with the next chunk.
      const [, lines = '', cut = ''] = /^(.*(?:\n|\r(?!$)))?(.*)$/s.exec(rest + chunk) ?? [];
      rest = cut;
      return lines
        .split(/\r\n|\n|\r/)
        .slice(0, -1)
        .flatMap((line) => take(line) ?? []);
    },
  };
}
