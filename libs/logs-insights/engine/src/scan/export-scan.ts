import { EventRow } from '../execution/event-row';
import { compileLeadingFilters } from '../execution/leading-filters';
import { type QueryExecution } from '../execution/query-execution';
import { LinePrefilter } from './line-prefilter';
import { parseExportLine } from '../exported-events/parse-export-line';
import { ScannedRow } from './scanned-row';

/** Told of a line that is no event: its number, from 1, and what is wrong with it as the end of a sentence. */
export type OnLineProblem = (lineNumber: number, what: string) => void;

/** CloudWatch Logs takes events of 1 MiB; escaped in JSON they can have six times as much. */
const maxLineBytes = 16 * 1024 * 1024;

const lineBreak = 0x0a;

/**
 * Reads the bytes of an export for a query: one JSON object with `timestamp` and `message` per line, as FilterLogEvents has
 * them. It reads of them no more than the query needs, and adds the same events as the plain reading of each line would.
 */
export class ExportScan {
  readonly #execution: QueryExecution;
  readonly #onProblem: OnLineProblem;
  readonly #row: ScannedRow;
  readonly #passesFilters: (row: ScannedRow) => boolean;
  readonly #prefilter: LinePrefilter | undefined;
  /** The beginning of a line whose end has not come yet. */
  #rest: Buffer[] = [];
  #restBytes = 0;
  #lineNumber = 0;

  /** @param onProblem - Called for each line that is no event. Lines that the prefilter passes over are not looked at. */
  constructor(execution: QueryExecution, onProblem: OnLineProblem) {
    const { plan, eventContext, context } = execution;
    this.#execution = execution;
    this.#onProblem = onProblem;
    this.#row = new ScannedRow([...new Set(plan.fieldReferences.map(({ name }) => name))], eventContext);
    this.#passesFilters = compileLeadingFilters(plan.stages[0] ?? noSteps, context);
    this.#prefilter = LinePrefilter.for(execution);
  }

  /** Takes the next bytes, which may end anywhere. They are not kept. */
  write(chunk: Uint8Array): void {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    this.#execution.bytesScanned += bytes.length;
    const firstBreak = bytes.indexOf(lineBreak);
    if (firstBreak < 0) return this.#keep(bytes);
    let start = 0;
    if (this.#restBytes > 0) {
      start = firstBreak + 1;
      this.#finishRest(bytes.subarray(0, start));
    }
    const end = bytes.lastIndexOf(lineBreak) + 1;
    if (end > start) this.#scan(bytes.subarray(start, end));
    this.#keep(bytes.subarray(end));
  }

  /**
   * Takes what was written as all there is.
   *
   * @param isCut - Whether the export goes on, so that half a line at the end is none.
   */
  end(isCut = false): void {
    if (this.#restBytes > 0 && !isCut) this.#finishRest(Buffer.of(lineBreak));
  }

  /** Keeps the beginning of a line, but for one that is too long. */
  #keep(bytes: Buffer): void {
    this.#restBytes += bytes.length;
    if (this.#restBytes > maxLineBytes) this.#rest = [];
    else if (bytes.length > 0) this.#rest.push(Buffer.from(bytes));
  }

  #finishRest(end: Buffer): void {
    if (this.#restBytes + end.length <= maxLineBytes) this.#scan(Buffer.concat([...this.#rest, end]));
    else {
      this.#lineNumber += 1;
      this.#onProblem(this.#lineNumber, `is a line of more than ${maxLineBytes / 1024 / 1024} MiB`);
    }
    this.#rest = [];
    this.#restBytes = 0;
  }

  /** @param block - Whole lines, each with its line break. */
  #scan(block: Buffer): void {
    const prefilter = this.#prefilter;
    prefilter?.restart(block);
    let start = 0;
    while (start < block.length) {
      const end = block.indexOf(lineBreak, start);
      this.#lineNumber += 1;
      if (!prefilter || prefilter.mayPass(block, start, end)) this.#readLine(block, start, end);
      else if (end > start) this.#execution.recordsScanned += 1;
      start = end + 1;
    }
  }

  #readLine(block: Buffer, start: number, end: number): void {
    const row = this.#row;
    if (!row.read(block, start, end)) return this.#readPlainly(block.toString('utf8', start, end));
    const execution = this.#execution;
    if (execution.isBounded && !(execution.isInRange(row.timestamp) && execution.isSelected(row))) return;
    execution.recordsScanned += 1;
    row.ordinal = execution.recordsScanned;
    if (!execution.keepsRows) execution.addRow(row);
    else if (this.#passesFilters(row)) {
      execution.addRow(new EventRow(row.toEvent(), row.ordinal, execution.eventContext));
    }
  }

  #readPlainly(line: string): void {
    if (line.trim() === '') return;
    const event = parseExportLine(line);
    if (typeof event === 'string') this.#onProblem(this.#lineNumber, event);
    else {
      const { bytesScanned } = this.#execution;
      this.#execution.addEvent(event);
      this.#execution.bytesScanned = bytesScanned;
    }
  }
}

const noSteps = { steps: [], sortKeys: [], dedupNames: [] };
