// pictures.mjs - the pictures of the README and the guides, taken from the real programs with the sample corpus;
// scripts/pictures runs it.
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync } from 'node:fs';
import { join } from 'node:path';
import { context, environment, folder, index, root, run, serve } from './lib.mjs';
import { terminalPage } from './terminal.mjs';

const pictures = join(root, 'query/guides/pictures');
const pages = [{ name: 'search', path: '?q=coop%C3%A9rative&show=years', width: 1200, height: 860 }];
const terminals = [
  {
    name: 'terminal',
    language: 'C.UTF-8',
    commands: [
      'coopq -n 2 "coperative d\'activite"',
      'coopq -n 0 --facets=genre,decade:4 coopérative',
    ],
  },
  { name: 'resultats', language: 'fr_FR.UTF-8', commands: ['coopq -n 2 "scop lyon"'] },
];
// drawn by coopq itself, as the guide shows it
const drawings = [
  ['frise', '--timeline', 'usine'],
  ['carte', '--map', 'coopérative'],
];

run(async () => {
  // as in the guides, the notices are in a folder of their own
  const home = folder('pictures');
  cpSync(join(root, 'corpus'), join(home, 'corpus'), { recursive: true });
  const corpus = index('corpus', join(home, 'corpus'));
  const speaking = (language) =>
    environment({ COOP_INDEX: corpus, LC_ALL: undefined, LC_CTYPE: 'C.UTF-8', LC_MESSAGES: language });

  const site = await serve(corpus);
  for (const { name, path, width, height } of pages) {
    const page = await (await context({ viewport: { width, height } })).newPage();
    await page.goto(site + path);
    await page.screenshot({ path: join(pictures, `${name}.png`) });
  }
  for (const { name, language, commands } of terminals) {
    const page = await (await context()).newPage();
    await page.setContent(terminalPage(commands, { columns: 84, env: speaking(language), cwd: home }));
    await page.locator('pre').screenshot({ path: join(pictures, `${name}.png`) });
  }
  for (const [name, ...words] of drawings) {
    const file = join(home, `${name}.svg`);
    const options = { env: speaking('fr_FR.UTF-8'), encoding: 'utf8' };
    const done = spawnSync('coopq', ['-n', '0', `--plot=${file}`, ...words], options);
    if (done.status !== 0) throw new Error(`coopq: ${done.stderr}`);
    copyFileSync(file, join(pictures, `${name}.svg`));
  }
});
