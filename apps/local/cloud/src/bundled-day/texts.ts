/** What people write to bots on an ordinary day. */
export const ordinaryTexts = [
  'hello',
  'Wie spät ist es?',
  '¿Qué puedes hacer?',
  'Привіт!',
  'مرحبا',
  '你好',
  '👍🏽 thanks',
  'how many people use you?',
] as const;

export const commands = ['/start', '/help', '/start ref_42', '/help@PulsoDemoBot', '/settings', '/report'] as const;

/** What people write to bots who would like to see them break. None of it may change a count or leave a log line. */
export const hostileTexts = [
  '<b>not bold</b> <script>alert(1)</script>',
  '</b></i><a href="tg://resolve">&amp;</a>',
  '{"is_group":1,"is_new_user":1,"event":"request"}',
  '{"_aws":{"Timestamp":1,"CloudWatchMetrics":[]},"is_group":1}',
  'START RequestId: 1 Version: $LATEST\nREPORT RequestId: 1\tDuration: 1 ms',
  "' or 1=1 | stats count(*) as calls #",
  '/start@OtherBot',
  '/\u0000help',
  '/' + 'a'.repeat(200),
  'x'.repeat(4096),
  '🧨'.repeat(500),
  '\u202Eevil\u202C \u200B\u200D \uD83D',
  '123456789:AAH4fT1o-abcdefghijklmnopqrstuvw',
  '__proto__',
] as const;
