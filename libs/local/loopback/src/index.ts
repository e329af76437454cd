export { isLoopbackHost } from './is-loopback-host';
export { listenOnLoopback, type LoopbackListener } from './listen-on-loopback';
export { readRequestBody } from './read-request-body';
