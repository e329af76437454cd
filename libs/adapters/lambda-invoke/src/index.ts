export { createStartRun } from './create-start-run';
export { InvocationNotAcceptedError } from './errors';
