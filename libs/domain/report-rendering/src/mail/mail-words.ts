import { type Language } from '@pulso/kit/texts';

import { type DetailsView, type Marker, type ReportView } from '../view/report-view';

interface MailTexts {
  /** Before the subject: a mail can't be edited, so it says why it comes again. */
  readonly subjectPrefix: Readonly<Record<Marker, string>>;
  readonly whySent: string;
  /** What the link says. */
  readonly unsubscribe: string;
}

export const mailTexts: Readonly<Record<Language, MailTexts>> = {
  en: {
    subjectPrefix: { repeated: 'Repeated', correction: 'Correction', 'repeated-correction': 'Repeated correction' },
    whySent: 'You get this mail because your address is among the recipients of this report.',
    unsubscribe: 'Unsubscribe',
  },
  es: {
    subjectPrefix: { repeated: 'Repetido', correction: 'Corrección', 'repeated-correction': 'Corrección repetida' },
    whySent: 'Recibes este correo porque tu dirección está entre los destinatarios de este informe.',
    unsubscribe: 'Cancelar la suscripción',
  },
  pt: {
    subjectPrefix: { repeated: 'Repetido', correction: 'Correção', 'repeated-correction': 'Correção repetida' },
    whySent: 'Você recebe este e-mail porque seu endereço está entre os destinatários deste relatório.',
    unsubscribe: 'Cancelar a inscrição',
  },
  de: {
    subjectPrefix: { repeated: 'Wiederholt', correction: 'Korrektur', 'repeated-correction': 'Wiederholte Korrektur' },
    whySent: 'Du bekommst diese Mail, weil deine Adresse zu den Empfängern dieses Berichts gehört.',
    unsubscribe: 'Abbestellen',
  },
  ru: {
    subjectPrefix: { repeated: 'Повтор', correction: 'Исправление', 'repeated-correction': 'Повторное исправление' },
    whySent: 'Вы получили это письмо, потому что ваш адрес есть в списке получателей этого отчёта.',
    unsubscribe: 'Отписаться',
  },
};

/** A list in a sentence. Small print says of changes only what is unusual. @example 'As usual: Failed 2, Answered 40.' */
export const detailsText = ({ title, numbers }: DetailsView): string => {
  const items = numbers.map(({ name, text, change, note }) => {
    const notes = [...(change?.isAnomaly ? [change.text] : []), ...(note === undefined ? [] : [note])];
    return `${name} ${text}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`;
  });
  return `${title}: ${items.join(', ')}.`;
};

/** Says before all numbers that the report comes again, has changed, or is not complete. */
export const noticesOf = ({ marker, backfillText, state, stateText, headlineNotes, gapText }: ReportView): string[] => [
  ...(marker ? [marker.text] : []),
  ...(backfillText === undefined ? [] : [backfillText]),
  ...(stateText === undefined ? [] : [stateText]),
  // The state says itself how many answers there are, and not what a sum lacks.
  ...(state === 'complete' ? headlineNotes : gapText === undefined ? [] : [gapText]),
];

/** A mail is no place for browsing, and Gmail cuts what is longer than 102 KB. */
export const maxTables = 12;

/** Counts the tables that are not shown; empty if all are. */
export const restOfTables = ({ tables, texts }: ReportView): string =>
  tables.length > maxTables ? texts.andMoreQuestions(tables.length - maxTables) : '';
