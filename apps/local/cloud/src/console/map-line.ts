import { resourceName } from '@pulso/contracts/naming';
import { type LogLine } from '@pulso/local/console-api';
import { type MapPositions } from '@pulso/operator/stack-frames';

/** Shows a line of a function's log with positions in the source instead of those in its bundle. */
export type MapLine = (functionName: string, line: LogLine) => LogLine;

/** @param stage - Part of the names of functions. */
export function createMapLine(stage: string, mapPositions: MapPositions): MapLine {
  const prefix = resourceName(stage, '');
  return (functionName, { timestamp, message }) => {
    // Most lines have no position in them.
    if (!message.includes('.js:')) return { timestamp, message };
    const service = functionName.startsWith(prefix) ? functionName.slice(prefix.length) : functionName;
    return { timestamp, message: mapPositions(service, message) };
  };
}
