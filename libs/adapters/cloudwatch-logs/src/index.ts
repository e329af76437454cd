export { createRunQuery } from './create-run-query';
