/** How long a callback query can be answered, ms. Telegram's own limit is unverified; its updates expire then. */
const answerableForMs = 150_000;

/** An answer to a press of a button, as the person saw it. */
export interface CallbackAnswer {
  readonly queryId: string;
  readonly text: string;
  readonly showAlert: boolean;
  readonly atMs: number;
}

/** The presses of buttons that wait for an answer. */
export class CallbackQueries {
  private readonly pressedAtMs = new Map<string, number>();
  readonly answers: CallbackAnswer[] = [];
  private readonly onAnswer: (answer: CallbackAnswer) => void;

  constructor(onAnswer: (answer: CallbackAnswer) => void = () => undefined) {
    this.onAnswer = onAnswer;
  }

  press(queryId: string, atMs: number): void {
    this.pressedAtMs.set(queryId, atMs);
  }

  /** @returns False when the query is unknown, answered already (unverified) or too old. */
  answer(answer: CallbackAnswer): boolean {
    const pressedAtMs = this.pressedAtMs.get(answer.queryId);
    if (pressedAtMs === undefined || answer.atMs > pressedAtMs + answerableForMs) return false;
    this.pressedAtMs.delete(answer.queryId);
    this.answers.push(answer);
    this.onAnswer(answer);
    return true;
  }
}
