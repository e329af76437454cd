export { invocationHeader } from './invocation-header';
export { isLoopbackHost } from './is-loopback-host';
export { listenOnLoopback, type LoopbackListener } from './listen-on-loopback';
export { percentDecode } from './percent-decode';
export { createProcessTable } from './process-table';
export { readRequestBody } from './read-request-body';
