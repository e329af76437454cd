export interface EventReader {
  /**
   * @param chunk - The next characters of the stream, cut anywhere.
   * @returns The data of the events that are complete with it.
   */
  read(chunk: string): readonly string[];
  /** What names the latest event, which need not have had data; undefined: none was named. */
  lastId(): string | undefined;
}

/**
 * Creates what takes a stream of server-sent events apart. Comments, names and times to wait are passed over.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export function createEventReader(): EventReader {
  let rest = '';
  let data: string[] = [];
  let [id, lastId]: (string | undefined)[] = [];
  const take = (line: string): string | undefined => {
    if (line === '') {
      const event = data.length === 0 ? undefined : data.join('\n');
      [data, lastId] = [[], id];
      return event;
    }
    const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === 'data') data.push(value);
    if (field === 'id') id = value;
    return undefined;
  };
  return {
    lastId: () => lastId,
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
