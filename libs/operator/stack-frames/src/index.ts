export { type MapPositions, createMapPositions } from './map-positions';
export { readSourceMapIn } from './read-source-map';
