export { createProcessTable } from './process-table';
export {
  invocationHeader,
  isLoopbackHost,
  listenOnLoopback,
  type LoopbackListener,
  percentDecode,
  readRequestBody,
} from './serve-on-loopback';
