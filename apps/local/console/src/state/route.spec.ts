import { hrefOf, parseRoute, tabTitleOf } from './route';

it('reads the page and what of it', () => {
  expect(parseRoute('#/runs/daily-usage-1')).toEqual({ page: 'runs', rest: ['daily-usage-1'] });
});

it.each(['', '#', '#/', '#/chat', '#chat'])('shows the chat for "%s"', (hash) => {
  expect(parseRoute(hash)).toEqual({ page: 'chat', rest: [] });
});

it('shows the chat for a page that there is not', () => {
  expect(parseRoute('#/constructor/x').page).toBe('chat');
});

it('takes a percent sign that begins no character for itself', () => {
  expect(parseRoute('#/questions/100%/50%25')).toEqual({ page: 'questions', rest: ['100%', '50%'] });
});

it('reads every address that it writes', () => {
  const rest = ['daily-usage/2026-11-25T12:25:00Z', '100 %', 'ü#?&', ''];

  expect(parseRoute(hrefOf('runs', ...rest))).toEqual({ page: 'runs', rest });
});

it.each([
  ['#/runs', 'Runs - Pulso console'],
  ['#/runs/daily-usage-1', 'daily-usage-1 - Runs - Pulso console'],
  ['#/chat/7001', 'Chat - Pulso console'],
])('calls a tab with the address "%s" "%s"', (hash, title) => {
  expect(tabTitleOf(parseRoute(hash))).toBe(title);
});
