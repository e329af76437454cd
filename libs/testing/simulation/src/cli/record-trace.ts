import { type WorldResult, runWorld } from '../world/run-worlds';
import { type WorldOptions } from '../world/world-options';

export interface RecordedWorld {
  readonly result: WorldResult;
  /** The lines of its trace. */
  readonly lines: readonly string[];
  /** How many lines of the trace come before those. */
  readonly leftOutCount: number;
}

/** Lines that lead up to a violation: about what one function does in its last invocations. */
const linesBefore = 60;

/** As the ledger writes it, behind the time. */
const violationLine = /^\+ *\d+:\d\d:\d\d\.\d{3} VIOLATION /;

/** Runs a world and keeps its whole trace. */
export async function recordWorld(options: WorldOptions): Promise<RecordedWorld> {
  const lines: string[] = [];
  const result = await runWorld({ ...options, record: (line) => void lines.push(line) });
  return { result, lines, leftOutCount: 0 };
}

/** Runs a world and keeps the end of its trace, up to its first violation. */
export async function recordEnd(options: WorldOptions): Promise<RecordedWorld> {
  let lines: string[] = [];
  let leftOutCount = 0;
  let isOver = false;
  const trim = (): void => {
    const surplus = lines.length - linesBefore - 1;
    if (surplus <= 0) return;
    lines = lines.slice(surplus);
    leftOutCount += surplus;
  };
  const record = (line: string): void => {
    if (isOver) return;
    lines.push(line);
    isOver = violationLine.test(line);
    if (lines.length > 10 * linesBefore) trim();
  };
  const result = await runWorld({ ...options, record });
  trim();
  return { result, lines, leftOutCount };
}
