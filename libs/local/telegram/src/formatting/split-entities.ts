import { type MessageEntity } from '../telegram-types';
import { endOf, isSealed, splittable } from './entity-kinds';

/**
 * Cuts bold and its kind where other formatting begins or ends, joins pieces of one type that touch or overlap, and
 * drops what lies inside of code.
 *
 * @param pieces - Sorted, of splittable types only.
 * @param others - Sorted, all other types; they nest and do not cross each other.
 * @see https://github.com/tdlib/td/blob/master/td/telegram/MessageEntity.cpp split_entities
 */
export function splitEntities(
  pieces: readonly MessageEntity[],
  others: readonly MessageEntity[],
): readonly MessageEntity[] {
  const cutter = new Cutter(pieces);
  const open: MessageEntity[] = [];
  const moveTo = (offset: number): void => {
    for (let inner = open.at(-1); inner && endOf(inner) <= offset; inner = open.at(-1)) {
      cutter.cutAt(endOf(inner), isSealed(inner));
      open.pop();
    }
    cutter.cutAt(offset, false);
  };
  for (const other of others) {
    moveTo(other.offset);
    open.push(other);
  }
  moveTo(Infinity);
  return cutter.done;
}

/** What is open of one type: cut off so far at `begin`, to be closed at `end`. */
interface OpenRange {
  begin: number;
  end: number;
}

class Cutter {
  readonly done: MessageEntity[] = [];
  private readonly open = new Map<string, OpenRange>();
  private readonly pieces: readonly MessageEntity[];
  private next = 0;

  constructor(pieces: readonly MessageEntity[]) {
    this.pieces = pieces;
  }

  /** Cuts all that is open there, and drops what this finished if it is sealed. */
  cutAt(offset: number, isDropped: boolean): void {
    const doneBefore = this.done.length;
    for (let piece = this.pieces[this.next]; piece && piece.offset < offset; piece = this.pieces[this.next]) {
      this.add(piece);
      this.next += 1;
    }
    this.flush(offset);
    if (isDropped) this.done.length = doneBefore;
  }

  private add(piece: MessageEntity): void {
    const range = this.open.get(piece.type);
    if (range && piece.offset <= range.end) {
      range.end = Math.max(range.end, endOf(piece));
      return;
    }
    this.flush(piece.offset);
    this.open.set(piece.type, { begin: piece.offset, end: endOf(piece) });
  }

  private flush(offset: number): void {
    for (const type of splittable) {
      const range = this.open.get(type);
      if (!range || range.begin >= offset) continue;
      this.done.push({ type, offset: range.begin, length: Math.min(range.end, offset) - range.begin });
      if (range.end <= offset) this.open.delete(type);
      else range.begin = offset;
    }
  }
}
