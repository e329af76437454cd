export { confirm } from './confirm';
export { type MapPositions, createMapPositions, readSourceMapIn } from './map-positions';
export { parseOptions } from './parse-options';
export { parseWholeNumber } from './parse-whole-number';
export { readSwitch } from './read-switch';
export { UsageError } from './usage-error';
export { usesColours } from './uses-colours';
