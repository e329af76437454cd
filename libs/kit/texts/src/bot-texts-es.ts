import { type BotTexts } from './bot-texts';
import { plural } from './plural';

const days = (count: number): string => `${count} ${plural('es', count, { one: 'día', other: 'días' })}`;

export const es: BotTexts = {
  commands: {
    ask: 'una pregunta sobre el uso, como personas 7d',
    cancel: 'dejar la pregunta que hice',
    start: 'qué es este bot',
    help: 'qué puedes hacer aquí',
    privacy: 'qué se registra sobre ti',
    forget: 'borrar lo que se guarda sobre ti',
    report: 'las últimas 24 horas en cifras',
  },
  greeting: '¡Hola!',
  greetingBy: (name) => `¡Hola, ${name}!`,
  pitch: 'Cuento cuánto se usa este bot y se lo comunico a mis propietarios una vez al día.',
  helpTitle: 'Qué puedes hacer aquí',
  notUnderstood: 'No entiendo ese mensaje. Con /help verás lo que sé hacer.',
  cancelled: 'De acuerdo, ya no espero una respuesta.',
  nothingToCancel: 'No estoy esperando ninguna respuesta.',
  editedCommand: 'Solo leo mensajes nuevos: envía el comando otra vez, por favor.',
  textOnly: 'Solo sé leer texto. Con /help verás lo que sé hacer.',
  introduction: (username) => `¡Hola! /help@${username} muestra lo que sé hacer aquí.`,
  deadButton: 'Este botón ya no funciona. Envía /help para ver lo que sé hacer.',
  privacy: {
    title: 'Qué registro',
    paragraphs: [
      'Cada vez que me usas: cuándo, si con un mensaje o con un botón, qué comando, en privado o en un grupo, el ' +
        'idioma de tu aplicación, cuántos días después de tu primera solicitud, cómo fue y cuánto tardó; y el ' +
        'nombre del enlace, si me iniciaste con uno. También cuándo me bloquean o desbloquean y cuándo me añaden a ' +
        'un grupo o canal o me quitan de él.',
      'No registro tu nombre, tu ID de Telegram ni lo que escribes. De ti y de tu chat solo aparece un código; sin ' +
        'nuestra clave nadie puede descifrarlo.',
      'Para qué: mis propietarios quieren ver una vez al día cuánto se usa este bot.',
    ],
    kept: (logDays, backupDays) =>
      `Cuánto tiempo: estos registros se borran al cabo de ${days(logDays)}. El código que te representa, con el día y el ` +
      'número de tu primera solicitud, se queda hasta que envíes /forget, y en las copias de seguridad hasta ' +
      `${days(backupDays)} más.`,
    ofCommands: (retentionDays, backupDays) =>
      `Algunos comandos recuerdan por dónde vas y lo que les has respondido: como máximo ${days(retentionDays)} desde que los usaste, y en copias de ` +
      `seguridad hasta ${days(backupDays)} más. /forget lo borra al momento.`,
    ofOwners: (count) =>
      'Estás entre mis propietarios: con cada informe que te envío en privado guardo el ID de nuestro chat y, si lo ' +
      `pediste tú, también otro código que te representa, hasta ${count} días después del último cambio del informe. /forget ` +
      'no los borra.',
  },
  forgotten: (logDays, backupDays) =>
    `Hecho. Ya no te reconozco. Las copias de seguridad se borran en ${days(backupDays)} como máximo; los registros ` +
    `anónimos, en ${days(logDays)}.`,
  nothingToForget: 'No te reconozco, así que no hay nada que borrar.',
  report: {
    ownersOnly: 'Lo siento, el informe es solo para los propietarios de este bot.',
    preparing: 'Preparando el informe…',
    upToDate: 'El informe está al día.',
    askAgainLater: 'Si no llega ninguno en media hora, pídelo otra vez.',
    notStarted: 'No se pudo iniciar el informe. Pídelo otra vez dentro de un minuto.',
    notStartedFromHere: 'No se pudo iniciar el informe desde aquí.',
    answeredInPrivate: 'Te respondo en privado.',
    pressStart: 'Aún no puedo escribirte. Abre un chat privado conmigo y pulsa Iniciar: te lo enviaré allí.',
    openChat: 'Abrir chat privado',
    answeringInPrivate: 'Te lo envío en privado. Si no llega nada, abre un chat conmigo y pulsa Iniciar.',
    historyNotFetched: 'No se pudieron obtener los informes anteriores. Pulsa el botón otra vez dentro de un minuto.',
    pressAgainLater: 'Si los informes anteriores no llegan en unos minutos, pulsa el botón otra vez.',
    menuTitle: '¿Qué informe?',
    menuEarlierHint: 'Para uno anterior, añade cuántos días o semanas atrás, como máximo:',
    menuDayBefore: 'Un día antes',
  },
};
