export { AsyncInvocation } from './async-invocation';
