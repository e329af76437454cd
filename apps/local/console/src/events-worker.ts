/** What tabs hear of the one stream. `gone`: it never comes back, as after a start of the local cloud with another address. */
export type StreamMessage = { readonly state: 'open' | 'closed' | 'gone' } | { readonly data: string };

/**
 * The worker that all tabs share: it has one stream for all of them, since a browser opens six connections to an address,
 * and tabs would take one each.
 */
const tabs = new Set<MessagePort>();

/** The last thing that was heard of the stream itself, for a tab that is opened later. */
let last: StreamMessage | undefined;

function tell(message: StreamMessage): void {
  if ('state' in message) last = message;
  for (const tab of tabs) tab.postMessage(message);
}

/** The browser connects again by itself, and gets what it has missed. */
function open(): void {
  const stream = new EventSource('events');
  stream.onopen = () => tell({ state: 'open' });
  stream.onerror = () => tell({ state: stream.readyState === EventSource.CLOSED ? 'gone' : 'closed' });
  stream.onmessage = ({ data }) => tell({ data: String(data) });
}

open();

addEventListener('connect', (event) => {
  const [tab] = (event as MessageEvent).ports;
  if (!tab) return;
  tabs.add(tab);
  tab.onmessage = () => tabs.delete(tab);
  // The address may be served again.
  if (last && 'state' in last && last.state === 'gone') return open();
  if (last) tab.postMessage(last);
});
