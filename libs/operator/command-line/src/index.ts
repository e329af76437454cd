export { confirm } from './confirm';
export { type MapPositions, createMapPositions, readSourceMapIn } from './map-positions';
export { parseOptions, parseValue, parseWholeNumber, readSwitch } from './parse-options';
export { UsageError } from './usage-error';
export { usesColours } from './uses-colours';
