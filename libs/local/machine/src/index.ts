export { createProcessTable } from './process-table';
export {
  invocationHeader,
  isLoopbackHost,
  isNestedTooDeep,
  listenOnLoopback,
  type LoopbackListener,
  maxNestingDepth,
  percentDecode,
  readRequestBody,
} from './serve-on-loopback';
