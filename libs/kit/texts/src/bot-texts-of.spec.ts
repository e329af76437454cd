import { botDescriptions } from './bot-descriptions';
import { type BotTexts } from './bot-texts';
import { botTextsOf } from './bot-texts-of';
import { languages } from './languages';

/** Every text of a table, functions called with something to put in. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function') return [1, 5, 90].map((count) => String(value(count, count + 1)));
  return Object.values(value as object).flatMap(textsIn);
}

describe.each(languages)('the texts of the bot in %s', (language) => {
  const texts: BotTexts = botTextsOf(language);

  it('keep to the limits of the places where Telegram shows them', () => {
    expect(botDescriptions[language].length).toBeLessThanOrEqual(512);
    expect(texts.pitch.length).toBeLessThanOrEqual(120);
    for (const notice of [texts.deadButton, texts.report.ownersOnly, texts.report.answeringInPrivate]) {
      expect(notice.length).toBeLessThanOrEqual(200);
    }
    for (const label of [texts.report.openChat, texts.report.menuDayBefore]) {
      expect(label.length).toBeLessThanOrEqual(20);
    }
    for (const text of Object.values(texts.commands)) expect(text.length).toBeLessThanOrEqual(60);
  });

  it('are not empty, do not run over spaces, and hold no markup', () => {
    for (const text of textsIn(texts)) expect(text).toMatch(/^\S(?!.* {2})[^<>&]*\S$/u);
  });

  it('name the commands as they are typed', () => {
    expect(texts.notUnderstood).toContain('/help');
    expect(texts.textOnly).toContain('/help');
    expect(texts.introduction('PulsoDemoBot')).toContain('/help@PulsoDemoBot');
    expect(texts.privacy.kept(90, 35)).toMatch(/90 .*\/forget.*35 /);
    expect(texts.privacy.ofOwners(45)).toMatch(/45 .*\/forget/);
  });

  it('name no command to ask again by, since a weekly report, or a button, is not what /report alone asks for', () => {
    const { askAgainLater, notStarted } = texts.report;

    for (const text of [askAgainLater, notStarted]) expect(text).not.toContain('/');
  });

  it('are its own', () => {
    const others = languages.filter((other) => other !== language).map((other) => botTextsOf(other));

    for (const other of others) {
      expect(textsIn(other).filter((text) => textsIn(texts).includes(text))).toEqual([]);
    }
  });
});

it('counts days as each language does', () => {
  expect(botTextsOf('ru').forgotten(1, 35)).toContain('в течение 1 дня.');
  expect(botTextsOf('ru').forgotten(3, 35)).toContain('в течение 3 дней.');
  expect(botTextsOf('ru').forgotten(90, 35)).toContain('в течение 90 дней.');
  expect(botTextsOf('ru').forgotten(90, 35)).toContain('в течение 35 дней,');
  expect(botTextsOf('de').forgotten(1, 35)).toContain('innerhalb von 1 Tag.');
  expect(botTextsOf('de').forgotten(90, 35)).toContain('innerhalb von 90 Tagen.');
  expect(botTextsOf('pt-br').forgotten(1, 35)).toContain('em até 1 dia.');
});
