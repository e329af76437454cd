export { createReadFunctionUrl } from './create-read-function-url';
export { createStartRun } from './create-start-run';
