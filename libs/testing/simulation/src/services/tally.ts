import { ownCommand } from '@pulso/domain/conversation';
import { html } from '@pulso/kit/telegram';
import * as z from 'zod/mini';

const texts = { description: 'remember each update' };

/** What the command keeps: the updates that have reached it, in their order. What counts twice, or not at all, shows. */
export const tallySchema = z.array(z.int());

/** A command of a team: it asks after each message, and its button changes the message. */
export const tally = ownCommand({
  texts: { en: texts, es: texts, pt: texts, de: texts, ru: texts },
  data: z.literal('more'),
  state: { schema: tallySchema, keptDays: 30 },
  reply: ({ state = [], updateId }) => said([...state, updateId]),
  answer: ({ state = [], updateId }) => said([...state, updateId]),
  press: ({ state = [], updateId }) => ({ edit: html`${state.length + 1}`, state: [...state, updateId] }),
});

const said = (state: number[]) => ({ messages: [html`tally`, html`${state.length}`], state, asks: true });
