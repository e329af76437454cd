import { html } from '@pulso/kit/telegram-html';
import * as z from 'zod/mini';

import { ownCommand } from '../commands/own-command';

const questions = [
  { ask: '7 × 8', choices: ['54', '56', '63'], right: 1 },
  { ask: '12 × 12', choices: ['144', '124', '142'], right: 0 },
  { ask: '9 × 6', choices: ['45', '63', '54'], right: 2 },
];
const choice = z.int().check(z.gte(0), z.lte(2));

/** A press says which question it answers, so that one below an old question counts for nothing. */
const data = z.object({ question: z.int(), choice });

/** How far a person is, and how they were called when they asked for it. */
const schema = z.object({ question: z.int(), points: z.int(), name: z.string() });

type Standing = z.infer<typeof schema>;

const askAt = ({ question, points, name }: Standing, done: string) => {
  const next = questions[question];
  if (!next) return { text: html`${name}: ${points}/${questions.length}. ${done}` };
  const buttons = next.choices.map((text, index) => ({ text, data: { question, choice: index } }));
  return { text: html`<b>${question + 1}/${questions.length}</b> ${next.ask}`, buttons: [buttons] };
};

/** Asks for a name, then three questions with buttons. */
export const quiz = ownCommand({
  texts: {
    en: {
      description: 'three questions',
      who: 'What shall I call you?',
      done: 'Once more: /quiz',
      old: 'That one is over.',
    },
    es: { description: 'tres preguntas', who: '¿Cómo te llamo?', done: 'Otra vez: /quiz', old: 'Esa ya pasó.' },
    pt: { description: 'três perguntas', who: 'Como devo te chamar?', done: 'De novo: /quiz', old: 'Essa já passou.' },
    de: {
      description: 'drei Fragen',
      who: 'Wie soll ich dich nennen?',
      done: 'Noch einmal: /quiz',
      old: 'Die ist vorbei.',
    },
    ru: { description: 'три вопроса', who: 'Как вас называть?', done: 'Ещё раз: /quiz', old: 'Этот уже прошёл.' },
  },
  data,
  state: { schema, keptDays: 7 },
  reply: (_request, { who }) => ({ messages: [html`${who}`], asks: true, state: null }),
  answer: ({ text }, { done }) => {
    const state = { question: 0, points: 0, name: text.slice(0, 20) };
    return { messages: [askAt(state, done)], state };
  },
  press: ({ data: { question, choice: chosen }, state }, { done, old }) => {
    if (state?.question !== question) return { notice: old };
    const point = questions[question]?.right === chosen ? 1 : 0;
    const next = { ...state, question: question + 1, points: state.points + point };
    return { edit: askAt(next, done), state: next };
  },
});
