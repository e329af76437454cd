import { type AnswerBook } from '../answers/answer-book';
import { type ColdFigures } from '../cold/measure-cold';
import { type Question } from '../questions';

/** Writes a question out: what it asks, what everybody answered, and each way of asking it with its time. */
export function describeQuestion(question: Question, answers: AnswerBook, cold: readonly ColdFigures[]): string {
  const ways = cold
    .filter((figures) => figures.question === question)
    .map(({ contender, way, seconds }) => {
      const time = `${contender}, ${way.label}: ${seconds.toFixed(2)} s`;
      return `${time}\n\n\`\`\`${way.language}\n${way.shown}\n\`\`\``;
    });
  const table = `On a loaded table with typed columns:\n\n\`\`\`sql\n${question.duckDb.overColumns}\n\`\`\``;
  return [`#### ${question.name}: ${question.asks}`, describeAnswer(answers.answerTo(question)), ...ways, table].join(
    '\n\n',
  );
}

function describeAnswer(answer: ReturnType<AnswerBook['answerTo']>): string {
  if (!answer) return 'No contender answered.';
  const rows = answer.slice(0, 2).map((row) => row.join(' '));
  return `Answer: ${rows.join('; ')}${answer.length > 2 ? `; ... (${answer.length} rows)` : ''}`;
}
