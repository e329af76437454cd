import { chatPage } from '../pictures/chat-page';

describe('chatPage', () => {
  it('shows a message as it was sent, with the labels of its buttons as text', () => {
    const page = chatPage('<b>428</b>\n<blockquote expandable>a</blockquote>\n<i>b</i>\n', [['7 days', '<x>']]);

    expect(page).toContain('<b>428</b>\n<blockquote expandable>a</blockquote><i>b</i><span');
    expect(page).toContain('<span>7 days</span><span>&lt;x></span>');
  });
});
