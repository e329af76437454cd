import { type BotTexts } from './bot-texts';
import { plural } from './plural';

const days = (count: number): string => `${count} ${plural('pt', count, { one: 'dia', other: 'dias' })}`;

export const pt: BotTexts = {
  commands: {
    ask: 'uma pergunta sobre o uso, como pessoas 7d',
    cancel: 'encerrar a pergunta que fiz',
    start: 'o que é este bot',
    help: 'o que você pode fazer aqui',
    privacy: 'o que é registrado sobre você',
    forget: 'apagar o que é guardado sobre você',
    report: 'as últimas 24 horas em números',
  },
  greeting: 'Olá!',
  greetingBy: (name) => `Olá, ${name}!`,
  pitch: 'Conto quanto este bot é usado e aviso os donos uma vez por dia.',
  helpTitle: 'O que você pode fazer aqui',
  notUnderstood: 'Não entendi. Com /help você vê o que eu sei fazer.',
  cancelled: 'Certo, não espero mais uma resposta.',
  nothingToCancel: 'Não estou esperando nenhuma resposta.',
  editedCommand: 'Só leio mensagens novas: envie o comando de novo, por favor.',
  textOnly: 'Só consigo ler texto. Com /help você vê o que eu sei fazer.',
  introduction: (username) => `Olá! /help@${username} mostra o que eu sei fazer aqui.`,
  deadButton: 'Este botão não funciona mais. Envie /help para ver o que eu sei fazer.',
  privacy: {
    title: 'O que eu registro',
    paragraphs: [
      'Cada vez que você me usa: quando, se por mensagem ou por botão, qual comando, em conversa privada ou em um ' +
        'grupo, o idioma do seu aplicativo, quantos dias depois do seu primeiro pedido, o resultado e quanto tempo ' +
        'levou; e o nome do link, se você me iniciou por um. Também quando sou bloqueado ou desbloqueado e quando ' +
        'sou adicionado a um grupo ou canal ou removido dele.',
      'Não registro o seu nome, o seu ID do Telegram nem o que você escreve. Você e o seu chat aparecem só como um ' +
        'código; sem a nossa chave, ninguém consegue revertê-lo.',
      'Para quê: os donos querem ver uma vez por dia quanto este bot é usado.',
    ],
    kept: (logDays, backupDays) =>
      `Por quanto tempo: esses registros são apagados após ${days(logDays)}. O código que representa você, com o dia e o ` +
      'número do seu primeiro pedido, fica até você enviar /forget e, nas cópias de segurança, por até mais ' +
      `${days(backupDays)}.`,
    ofCommands: (retentionDays, backupDays) =>
      `Alguns comandos lembram em que ponto você está e o que respondeu a eles: no máximo ${days(retentionDays)} depois de usá-los, e em cópias de ` +
      `segurança por até mais ${days(backupDays)}. /forget apaga isso na hora.`,
    ofOwners: (count) =>
      'Você está entre os donos deste bot: com cada relatório que envio a você no privado, guardo o ID do nosso chat ' +
      `e, se foi você que o pediu, também outro código que representa você, até ${count} dias após a última alteração do relatório. O /forget ` +
      'não os apaga.',
  },
  forgotten: (logDays, backupDays) =>
    `Pronto. Não reconheço mais você. As cópias de segurança são apagadas em até ${days(backupDays)}; os registros ` +
    `anônimos, em até ${days(logDays)}.`,
  nothingToForget: 'Não reconheço você, então não há nada para apagar.',
  report: {
    ownersOnly: 'Desculpe, o relatório é só para os donos deste bot.',
    preparing: 'Preparando o relatório…',
    upToDate: 'O relatório está atualizado.',
    askAgainLater: 'Se nenhum chegar em meia hora, peça de novo.',
    notStarted: 'Não foi possível iniciar o relatório. Peça de novo daqui a um minuto.',
    notStartedFromHere: 'Não foi possível iniciar o relatório a partir daqui.',
    answeredInPrivate: 'Respondi no privado.',
    pressStart: 'Ainda não posso escrever para você. Abra um chat privado comigo e toque em Iniciar: eu o envio lá.',
    openChat: 'Abrir o chat privado',
    answeringInPrivate: 'Estou enviando no privado. Se nada chegar, abra um chat comigo e toque em Iniciar.',
    historyNotFetched: 'Não foi possível obter os relatórios anteriores. Toque no botão de novo daqui a um minuto.',
    pressAgainLater: 'Se os relatórios anteriores não chegarem em alguns minutos, toque no botão de novo.',
    menuTitle: 'Qual relatório?',
    menuEarlierHint: 'Para um anterior, acrescente há quantos dias ou semanas, no máximo:',
    menuDayBefore: 'Um dia antes',
  },
};
