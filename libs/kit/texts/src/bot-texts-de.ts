import { type BotTexts } from './bot-texts';
import { plural } from './plural';

/** In the dative: after "nach". */
const days = (count: number): string => `${count} ${plural('de', count, { one: 'Tag', other: 'Tagen' })}`;

export const de: BotTexts = {
  commands: {
    ask: 'eine Frage zur Nutzung, etwa Personen 7d',
    cancel: 'meine Frage abbrechen',
    start: 'was dieser Bot ist',
    help: 'was du hier tun kannst',
    privacy: 'was über dich aufgezeichnet wird',
    forget: 'löschen, was über dich gespeichert ist',
    report: 'die letzten 24 Stunden in Zahlen',
  },
  greeting: 'Hallo!',
  greetingBy: (name) => `Hallo, ${name}!`,
  pitch: 'Ich zähle, wie oft ich genutzt werde, und berichte meinen Betreibern einmal am Tag davon.',
  helpTitle: 'Was du hier tun kannst',
  notUnderstood: 'Das habe ich nicht verstanden. /help zeigt, was ich kann.',
  cancelled: 'Gut, ich warte nicht mehr auf eine Antwort.',
  nothingToCancel: 'Ich warte auf keine Antwort.',
  editedCommand: 'Ich lese nur neue Nachrichten: Bitte schick den Befehl noch einmal.',
  textOnly: 'Ich kann nur Text lesen. /help zeigt, was ich kann.',
  introduction: (username) => `Hallo! /help@${username} zeigt, was ich hier kann.`,
  deadButton: 'Dieser Knopf hat keine Funktion mehr. /help zeigt, was ich kann.',
  privacy: {
    title: 'Was ich aufzeichne',
    paragraphs: [
      'Jedes Mal, wenn du mich nutzt: wann, ob per Nachricht oder Knopf, welcher Befehl, privat oder in einer ' +
        'Gruppe, die Sprache deiner App, wie viele Tage nach deiner ersten Anfrage, wie es ausging und wie lange ' +
        'es dauerte; und den Namen des Links, falls du mich über einen gestartet hast. Auch, wann ich blockiert ' +
        'oder nicht mehr blockiert werde und wann ich zu einer Gruppe oder einem Kanal hinzugefügt oder daraus ' +
        'entfernt werde.',
      'Ich speichere weder deinen Namen noch deine Telegram-ID noch das, was du schreibst. Du und dein Chat erscheinen ' +
        'nur als Code; ohne unseren Schlüssel kann ihn niemand zurückrechnen.',
      'Wozu: Meine Betreiber möchten einmal am Tag sehen, wie oft ich genutzt werde.',
    ],
    kept: (logDays, backupDays) =>
      `Wie lange: Diese Einträge werden nach ${days(logDays)} gelöscht. Der Code, der für dich steht, und Tag und Nummer ` +
      'deiner ersten Anfrage bleiben, bis du /forget sendest, und in Sicherungskopien noch bis zu ' +
      `${backupDays} Tage länger.`,
    ofCommands: (retentionDays, backupDays) =>
      `Manche Befehle merken sich, wo du gerade bist und was du ihnen geantwortet hast: höchstens ${retentionDays} ${plural('de', retentionDays, { one: 'Tag', other: 'Tage' })}, nachdem du sie benutzt hast, und in ` +
      `Sicherungen bis zu ${backupDays} Tage länger. /forget löscht das sofort.`,
    ofOwners: (count) =>
      'Du gehörst zu meinen Betreibern: Mit jedem Bericht, den ich dir privat sende, speichere ich die ID unseres Chats ' +
      `und, falls du ihn angefordert hast, auch einen weiteren Code für dich. Beides wird ${count} Tage nach der letzten Änderung des ` +
      'Berichts gelöscht; /forget löscht es nicht.',
  },
  forgotten: (logDays, backupDays) =>
    `Erledigt. Ich erkenne dich nicht mehr wieder. Sicherungskopien werden innerhalb von ${days(backupDays)} gelöscht, ` +
    `anonyme Einträge innerhalb von ${days(logDays)}.`,
  nothingToForget: 'Ich erkenne dich nicht wieder, es gibt also nichts zu löschen.',
  report: {
    ownersOnly: 'Der Bericht ist leider nur für die Betreiber dieses Bots bestimmt.',
    preparing: 'Der Bericht wird vorbereitet…',
    upToDate: 'Der Bericht ist auf dem neuesten Stand.',
    askAgainLater: 'Falls in einer halben Stunde keiner da ist, fordere ihn bitte noch einmal an.',
    notStarted: 'Der Bericht konnte nicht gestartet werden. Fordere ihn bitte in einer Minute noch einmal an.',
    notStartedFromHere: 'Der Bericht konnte von hier aus nicht gestartet werden.',
    answeredInPrivate: 'Ich habe dir privat geantwortet.',
    pressStart:
      'Ich darf dir noch nicht schreiben. Öffne einen privaten Chat mit mir und tippe auf „Starten“: Ich sende ihn dorthin.',
    openChat: 'Privaten Chat öffnen',
    answeringInPrivate:
      'Ich sende es dir privat. Falls nichts kommt, öffne einen Chat mit mir und tippe auf „Starten“.',
    historyNotFetched:
      'Die früheren Berichte konnten nicht abgerufen werden. Tippe bitte in einer Minute noch einmal auf den Knopf.',
    pressAgainLater:
      'Falls die früheren Berichte in ein paar Minuten nicht da sind, tippe bitte noch einmal auf den Knopf.',
    menuTitle: 'Welcher Bericht?',
    menuEarlierHint: 'Für einen früheren hänge an, wie viele Tage oder Wochen er zurückliegt, höchstens:',
    menuDayBefore: 'Einen Tag früher',
  },
};
