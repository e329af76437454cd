export { type AsynchronousEvent, failureOf, nextAttempt, workOnEvent } from './asynchronous-event';
export { EventSourceMapping } from './event-source-mapping';
export { FunctionEnvironments, type InvocationEnd } from './function-environments';
export { fillContextAttributes, type Scheduler, startScheduler } from './scheduler';
