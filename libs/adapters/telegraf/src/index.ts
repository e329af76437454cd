export { createRunUpdate } from './create-run-update';
