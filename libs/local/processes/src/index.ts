export { createProcessTable } from './process-table';
