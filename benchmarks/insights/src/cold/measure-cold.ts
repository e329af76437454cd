import { type AnswerBook } from '../answers/answer-book';
import { parseAnswer } from '../answers/answer';
import { type Command, type Ended } from '../processes/run-process';
import { type Question } from '../questions';
import { type ColdContender, type ColdWay } from './cold-contender';

/** One way of one contender to answer one question. */
export interface ColdEntry {
  readonly question: Question;
  readonly contender: string;
  readonly way: ColdWay;
  readonly isPlain: boolean;
}

/** What it took. */
export interface ColdFigures extends ColdEntry {
  /** The best of its rounds. */
  readonly seconds: number;
  /** Of the same round. */
  readonly cpuSeconds: number | undefined;
  /** The most of all rounds. */
  readonly peakBytes: number | undefined;
}

export interface ColdMeasurement {
  readonly questions: readonly Question[];
  readonly contenders: readonly ColdContender[];
  readonly roundCount: number;
  readonly answers: AnswerBook;
  readonly launch: (command: Command) => Promise<Ended>;
  /** Told before every run. */
  readonly tell: (what: string) => void;
  /** Told what makes the figures worth nothing. */
  readonly complain: (problem: string) => void;
}

/**
 * Measures whole processes, one after the other. All contenders answer a question before the next one is asked, and each
 * round begins with another one, so that the machine's moods meet everybody.
 *
 * The first round tries every way of a contender; the others repeat its plain way and the one that was fastest then. A
 * way that fails is not tried again.
 */
export async function measureCold(measurement: ColdMeasurement): Promise<readonly ColdFigures[]> {
  const figures = new Map<ColdEntry, ColdFigures>();
  let entries = listEntries(measurement);
  for (let round = 0; round < measurement.roundCount; round += 1) {
    for (const entry of inOrderOf(round, entries, measurement)) {
      const name = nameOf(entry);
      measurement.tell(`round ${round + 1} of ${measurement.roundCount}: ${name}`);
      try {
        const ended = await measurement.launch(entry.way.command);
        measurement.answers.compare(entry.question, parseAnswer(ended.stdout), name);
        figures.set(entry, addRound(figures.get(entry), entry, ended));
      } catch (error) {
        measurement.complain(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    if (round === 0)
      entries = entries.filter((entry) => figures.has(entry) && (entry.isPlain || isFastest(entry, figures)));
  }
  return [...figures.values()];
}

const listEntries = ({ questions, contenders }: ColdMeasurement): readonly ColdEntry[] =>
  questions.flatMap((question) =>
    contenders.flatMap(({ name, waysOf }) =>
      waysOf(question).map((way, index) => ({ question, contender: name, way, isPlain: index === 0 })),
    ),
  );

function inOrderOf(
  round: number,
  entries: readonly ColdEntry[],
  { questions, contenders }: ColdMeasurement,
): readonly ColdEntry[] {
  const names = contenders.map(({ name }) => name);
  const first = round % Math.max(names.length, 1);
  const order = [...names.slice(first), ...names.slice(0, first)];
  const placeOf = ({ question, contender }: ColdEntry): number =>
    questions.indexOf(question) * order.length + order.indexOf(contender);
  return entries.toSorted((left, right) => placeOf(left) - placeOf(right));
}

const nameOf = ({ question, contender, way }: ColdEntry): string => `${question.name} ${contender}, ${way.label}`;

function isFastest(entry: ColdEntry, figures: ReadonlyMap<ColdEntry, ColdFigures>): boolean {
  const seconds = figures.get(entry)?.seconds ?? Infinity;
  return [...figures.values()]
    .filter(({ question, contender }) => question === entry.question && contender === entry.contender)
    .every((rival) => seconds <= rival.seconds);
}

function addRound(known: ColdFigures | undefined, entry: ColdEntry, { seconds, usage }: Ended): ColdFigures {
  const isBest = known === undefined || seconds < known.seconds;
  return {
    ...entry,
    seconds: isBest ? seconds : known.seconds,
    cpuSeconds: isBest ? usage.cpuSeconds : known.cpuSeconds,
    peakBytes: usage.peakBytes === undefined ? known?.peakBytes : Math.max(usage.peakBytes, known?.peakBytes ?? 0),
  };
}
