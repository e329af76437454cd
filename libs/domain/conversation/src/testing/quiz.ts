import { html } from '@pulso/kit/telegram';
import * as z from 'zod';

import { ownCommand } from '../commands/own-command';

const questions = [
  { ask: '7 × 8', choices: ['54', '56', '63'], right: 1 },
  { ask: '12 × 12', choices: ['144', '124', '142'], right: 0 },
  { ask: '9 × 6', choices: ['45', '63', '54'], right: 2 },
];

/** Which game it is, how far a person is in it, and how they want to be called. */
const standing = z.object({ game: z.int(), question: z.int(), points: z.int(), name: z.string() });

/** The next question with its buttons; after the last one, how it went. */
const show = ({ game, question, points, name }: z.infer<typeof standing>) => {
  const next = questions[question];
  if (!next) return { text: html`${name}: ${points}/${questions.length}. /quiz` };
  const buttons = next.choices.map((text, choice) => ({ text, data: { game, question, choice } }));
  return { text: html`<b>${question + 1}/${questions.length}</b> ${next.ask}`, buttons: [buttons] };
};

const begin = (game: number, name: string) => {
  const state = { game, question: 0, points: 0, name };
  return { messages: [show(state)], state };
};

const quiz = ownCommand({
  texts: {
    en: { description: 'three questions', who: 'What shall I call you?', old: 'That one is over.' },
    es: { description: 'tres preguntas', who: '¿Cómo te llamo?', old: 'Esa ya pasó.' },
    pt: { description: 'três perguntas', who: 'Como devo te chamar?', old: 'Essa já passou.' },
    de: { description: 'drei Fragen', who: 'Wie soll ich dich nennen?', old: 'Die ist vorbei.' },
    ru: { description: 'три вопроса', who: 'Как вас называть?', old: 'Этот уже прошёл.' },
  },
  data: z.object({ game: z.int(), question: z.int(), choice: z.int() }),
  state: { schema: standing, retentionDays: 7 },
  // In a group the bot does not see an answer, so nothing is asked there.
  reply: ({ isGroup, updateId }, { who }) =>
    isGroup ? begin(updateId, '🙂') : { messages: [html`${who}`], asks: true, state: null },
  answer: ({ text, updateId }) => begin(updateId, [...text].slice(0, 20).join('')),
  press: ({ data, state }, { old }) => {
    if (state?.game !== data.game || state.question !== data.question) return { notice: old };
    const points = state.points + (questions[data.question]?.right === data.choice ? 1 : 0);
    const next = { ...state, points, question: state.question + 1 };
    return { edit: show(next), state: next };
  },
});

/** The bot of specs, in place of the team's. */
export const quizCommands = { quiz };
