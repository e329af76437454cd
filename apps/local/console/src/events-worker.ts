import { type StreamMessage, openStream } from './state/event-stream';

/**
 * The worker that all tabs share: it has one stream for all of them, since a browser opens six connections to an address,
 * and tabs would take one each.
 */
const tabs = new Set<MessagePort>();

/** The last thing that was heard of the stream itself, for a tab that is opened later. */
let state: StreamMessage | undefined;

const open = (): void =>
  openStream((message) => {
    if ('state' in message) state = message;
    for (const tab of tabs) tab.postMessage(message);
  });

open();

addEventListener('connect', (event) => {
  const [tab] = (event as MessageEvent).ports;
  if (!tab) return;
  tabs.add(tab);
  tab.onmessage = () => tabs.delete(tab);
  // The address may be served again.
  if (state && 'state' in state && state.state === 'gone') return open();
  if (state) tab.postMessage(state);
});
