export { type RunUpdateOptions, createRunUpdate } from './create-run-update';
export { OutOfTimeError, UpdateNotAnsweredError } from './errors';
