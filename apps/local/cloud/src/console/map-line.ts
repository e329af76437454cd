import { type LogLine } from '@pulso/local/console-api';
import { type MapPositions } from '@pulso/operator/command-line';

import { serviceOf } from './runs/run-index';

/** Shows a line of a function's log with positions in the source instead of those in its bundle. */
export type MapLine = (functionName: string, line: LogLine) => LogLine;

export const createMapLine =
  (mapPositions: MapPositions): MapLine =>
  (functionName, { timestamp, message }) => {
    // Most lines have no position in them.
    const hasPosition = message.includes('.js:');
    return { timestamp, message: hasPosition ? mapPositions(serviceOf(functionName), message) : message };
  };
