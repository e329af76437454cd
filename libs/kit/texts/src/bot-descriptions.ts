import { type Language } from './languages';

/**
 * Shown in a chat in which nothing has been said yet, at most 512 characters. Apart from the texts that the bot says, as
 * the operator's `npm run bot` alone needs them.
 */
export const botDescriptions: Readonly<Record<Language, string>> = {
  en: 'I count how much I am used, without names and messages, and tell my owners once a day. Press Start to begin.',
  es: 'Cuento cuánto se usa este bot, sin nombres ni mensajes, y se lo comunico a mis propietarios una vez al día. Pulsa Iniciar para empezar.',
  pt: 'Conto quanto este bot é usado, sem nomes nem mensagens, e aviso os donos uma vez por dia. Toque em Iniciar para começar.',
  de: 'Ich zähle, wie oft ich genutzt werde, ohne Namen und Nachrichten, und berichte meinen Betreibern einmal am Tag davon. Tippe auf „Starten“, um zu beginnen.',
  ru: 'Я считаю, как часто мной пользуются, без имён и сообщений, и раз в день рассказываю об этом владельцам. Чтобы начать, нажмите «Запустить».',
};
