/**
 * Takes the pictures of the documents from what a run has sent, and from what a stack declares.
 *
 * It needs a Chromium that is installed already: one is no dependency of this repository, which would bring 300 MB to
 * everybody for four pictures.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { chromiumAdvice, findChromium } from '../find-chromium.ts';
import { chatPage } from './chat-page.ts';
import { dashboardPicture } from './dashboard-picture.ts';
import { type PictureOptions, takePicture } from './take-picture.ts';

const usage = `Usage: npm run pictures -- [--from FOLDER] [--stack FILE] [--console FOLDER] [--to FOLDER] [--browser PROGRAM]

Takes the pictures of the documents.

  --from FOLDER      what npm run demo -- --weekly --out FOLDER has written: message.html (a message's text as it was
                     sent), buttons.json (the labels below it), chart.png, weekly-mail.html or else mail.html. What is not there gives no
                     picture. Default: tmp/demo
  --stack FILE       what npm run synth has written for the stack of the alerts, whose dashboard is drawn. If it is not
                     there, it gives no picture. Default: dist/tf/local/infra-alerts/stacks/alerts/cdk.tf.json
  --console FOLDER   what UPDATE_PICTURES=1 npx nx e2e local-cloud console -t drawn has drawn of the console: three of its
                     pictures are taken. If it is not there, it gives no picture. Default: tmp/console-pictures
  --to FOLDER        default: docs/pictures
  --browser PROGRAM  a Chromium that is installed; default: the environment's CHROMIUM, else one that is found
                     (${chromiumAdvice})`;

const root = join(import.meta.dirname, '../../..');
const mailWidthPx = 640;
const chatWidthPx = 560;

/** Which of the pictures of the console stand in a document, under which name. */
const consolePictures = {
  'console-chat.png': 'chat-light-1280.png',
  'console-run.png': 'waterfall-dark-1280.png',
  'console-questions.png': 'questions-light-1280.png',
};

/** The stack of the alerts, as far as it is read here. */
interface AlertsStack {
  readonly resource: {
    readonly aws_cloudwatch_dashboard: Readonly<Record<string, { readonly dashboard_body: string }>>;
  };
}

async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      from: { type: 'string', default: join(root, 'tmp/demo') },
      stack: { type: 'string', default: join(root, 'dist/tf/local/infra-alerts/stacks/alerts/cdk.tf.json') },
      console: { type: 'string', default: join(root, 'tmp/console-pictures') },
      to: { type: 'string', default: join(root, 'docs/pictures') },
      browser: { type: 'string', default: findChromium(process.env) ?? 'chromium' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const { from, stack, console: consoleFolder, to, browser } = values;
  const source = (name: string): string => join(from, name);
  const take = async (name: string, html: string, options: Omit<PictureOptions, 'to'>): Promise<void> => {
    await takePicture(browser, html, { ...options, to: join(to, name) });
    process.stdout.write(`${join(to, name)}\n`);
  };
  mkdirSync(to, { recursive: true });
  if (existsSync(source('message.html'))) {
    const buttons = existsSync(source('buttons.json')) ? JSON.parse(readFileSync(source('buttons.json'), 'utf8')) : [];
    const page = chatPage(readFileSync(source('message.html'), 'utf8'), buttons);
    await take('telegram-message.png', page, { widthPx: chatWidthPx });
  }
  const drawn = Object.entries(consolePictures).map(([name, file]) => ({ name, file: join(consoleFolder, file) }));
  for (const { name, file } of [{ name: 'weekly-chart.png', file: source('chart.png') }, ...drawn]) {
    if (!existsSync(file)) continue;
    copyFileSync(file, join(to, name));
    process.stdout.write(`${join(to, name)}\n`);
  }
  if (existsSync(stack)) {
    const { resource }: AlertsStack = JSON.parse(readFileSync(stack, 'utf8'));
    const [dashboard] = Object.values(resource.aws_cloudwatch_dashboard);
    if (dashboard === undefined) throw new Error(`${stack} has no dashboard.`);
    writeFileSync(join(to, 'dashboard.svg'), dashboardPicture(JSON.parse(dashboard.dashboard_body)));
    process.stdout.write(`${join(to, 'dashboard.svg')}\n`);
  }
  const mail = ['weekly-mail.html', 'mail.html'].map(source).find(existsSync);
  if (mail !== undefined) {
    const page = readFileSync(mail, 'utf8');
    await take('email-light.png', page, { widthPx: mailWidthPx });
    await take('email-dark.png', page, { widthPx: mailWidthPx, isDark: true });
  }
  return 0;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: NodeJS.ErrnoException) => {
    const isMissing = error.code === 'ENOENT' && error.syscall?.startsWith('spawn');
    const advice = isMissing ? ' Install a Chromium and name it with --browser.' : '';
    process.stderr.write(`${error.message}${advice}\n`);
    process.exit(1);
  },
);
