export { createStartRun } from './create-start-run';
