import { type Shape, detectShape, headBytes, isTelling } from './detect-shape';
import { type EventReader, type EventTarget, LineReader } from './line-reader';
import { DocumentReader } from './read-document';
import { readExport, readJson, readTail, readText } from './read-lines';

/** @returns A reader for inputs of that shape. */
export function openReader(shape: Shape, target: EventTarget): EventReader {
  switch (shape) {
    case 'export':
      return new LineReader(readExport(target), target);
    case 'document':
      return new DocumentReader(target);
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

/** Looks at the beginning of an input, then hands everything to the reader for its shape. */
export class DetectingReader implements EventReader {
  readonly #chooseReader: (shape: Shape) => EventReader;
  #held: Buffer[] = [];
  #heldBytes = 0;
  #reader: EventReader | undefined;

  constructor(chooseReader: (shape: Shape) => EventReader) {
    this.#chooseReader = chooseReader;
  }

  write(bytes: Buffer): void {
    if (this.#reader) return this.#reader.write(bytes);
    this.#held.push(Buffer.from(bytes));
    this.#heldBytes += bytes.length;
    const head = this.#head();
    if (this.#heldBytes >= headBytes || isTelling(head)) this.#open(head);
  }

  end(isCut: boolean): void {
    if (!this.#reader) this.#open(this.#head());
    this.#reader?.end(isCut);
  }

  #head(): string {
    return Buffer.concat(this.#held).toString('utf8', 0, headBytes);
  }

  #open(head: string): void {
    this.#reader = this.#chooseReader(detectShape(head));
    const held = Buffer.concat(this.#held);
    this.#held = [];
    if (held.length > 0) this.#reader.write(held);
  }
}
