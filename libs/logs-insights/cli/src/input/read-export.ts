import { parseExportLine } from '../../../engine/src/exported-events/parse-export-line';
import { type EventTarget } from './event-reader';
import { type LineHandler } from './line-reader';

/** Reads an export with one event per line. */
export const readExport = (target: EventTarget): LineHandler => ({
  line: (text, number) => {
    if (text.trim() === '') return;
    const event = parseExportLine(text);
    if (typeof event === 'string') target.skip(number, event);
    else target.add(event);
  },
  end: () => undefined,
});
