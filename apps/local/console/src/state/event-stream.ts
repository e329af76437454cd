/** What tabs hear of the one stream. `gone`: it never comes back, as after a start of the local cloud with another address. */
export type StreamMessage = { readonly state: 'open' | 'closed' | 'gone' } | { readonly data: string };

/** Opens the stream of what happens. The browser connects again by itself, and gets what it has missed. */
export function openStream(tell: (message: StreamMessage) => void): void {
  const stream = new EventSource('events');
  stream.onopen = () => tell({ state: 'open' });
  stream.onerror = () => tell({ state: stream.readyState === EventSource.CLOSED ? 'gone' : 'closed' });
  stream.onmessage = ({ data }) => tell({ data: String(data) });
}
