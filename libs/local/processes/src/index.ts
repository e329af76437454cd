export { type RunningProcess, createProcessTable } from './process-table';
