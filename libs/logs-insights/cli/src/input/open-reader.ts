import { type Shape } from './detect-shape';
import { type EventReader, type EventTarget } from './event-reader';
import { LineReader } from './line-reader';
import { readDocument } from './read-document';
import { readExport } from './read-export';
import { readJson } from './read-json';
import { readTail } from './read-tail';
import { readText } from './read-text';

/** @returns A reader for inputs of that shape. */
export function openReader(shape: Shape, target: EventTarget): EventReader {
  switch (shape) {
    case 'export':
      return new LineReader(readExport(target), target);
    case 'document':
      return readDocument(target);
    case 'tail':
      return new LineReader(readTail(target), target);
    case 'json':
      return new LineReader(readJson(target), target);
    case 'text':
      return new LineReader(readText(target), target);
    default:
      return shape satisfies never;
  }
}
