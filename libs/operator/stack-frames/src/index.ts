export { type MapPositions, type ReadSourceMap, createMapPositions } from './map-positions';
export { readSourceMapIn } from './read-source-map';
