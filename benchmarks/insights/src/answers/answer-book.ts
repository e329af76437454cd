import { type Question } from '../questions';
import { type Answer, differenceOf } from './answer';

/** The first answer to each question, with which all others are compared. */
export class AnswerBook {
  readonly #first = new Map<Question, { readonly answer: Answer; readonly by: string }>();

  /** @throws {Error} Another contender has answered otherwise before. */
  compare(question: Question, answer: Answer, by: string): void {
    const first = this.#first.get(question);
    if (!first) {
      this.#first.set(question, { answer, by });
      return;
    }
    const difference = differenceOf(answer, first.answer);
    if (difference !== undefined) throw new Error(`answers otherwise than ${first.by}: ${difference}`);
  }

  /** @returns undefined when no contender has answered. */
  answerTo(question: Question): Answer | undefined {
    return this.#first.get(question)?.answer;
  }
}
