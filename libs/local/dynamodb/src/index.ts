export { type Item } from './attribute-values';
export { type SimulatedTable, type SimulatedTableOptions, createSimulatedTable } from './create-simulated-table';
export { conditionalCheckFailed, transactionCanceled, validationException } from './errors';
export { bytesOfItem } from './sizes';
