import { type Locator, type Page } from 'playwright-core';

/** Adds a person by the form of the chat page; their chat with the bot is open then. */
export async function addPerson(page: Page, name: string): Promise<void> {
  await page.getByText('Add a person or a chat').click();
  await page.getByLabel('First name').fill(name);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('heading', { level: 2, name }).waitFor();
}

/** Says something in the chat that is open, with the keyboard. */
export async function say(page: Page, text: string): Promise<void> {
  await page.getByLabel(/^Message of /).fill(text);
  await page.keyboard.press('Enter');
}

/** @returns The messages of the open chat that hold a text; wait for one with `waitFor`. */
export const messagesWith = (page: Page, text: string): Locator => page.getByRole('article').filter({ hasText: text });

/** Opens the chat of a person whose name no other has. */
export async function openChatOf(page: Page, name: string): Promise<void> {
  await page.getByLabel('Find a chat by its name').fill(name);
  await page.getByLabel('Chats', { exact: true }).getByRole('link', { name }).first().click();
  await page.getByRole('heading', { level: 2, name }).waitFor();
}
