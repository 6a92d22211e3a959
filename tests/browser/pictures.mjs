// pictures.mjs - the pictures of the README, taken from the real program with the sample corpus; scripts/pictures runs it.
import { join } from 'node:path';
import { context, index, root, run, serve } from './lib.mjs';

const folder = join(root, 'query/pages/pictures');
const pictures = [
  { name: 'search', path: '?q=coop%C3%A9rative&show=years', width: 1200, height: 860 },
  { name: 'map', path: '?q=documentaire&show=map', width: 1200, height: 860, colorScheme: 'dark' },
  { name: 'notice', path: 'notice?id=films/cooperer-pour-entreprendre.txt&q=essaimage', width: 390, height: 760 },
];

run(async () => {
  const site = await serve(index('corpus', 'corpus/'));
  for (const { name, path, width, height, ...rest } of pictures) {
    const page = await (await context({ viewport: { width, height }, ...rest })).newPage();
    await page.goto(site + path);
    await page.screenshot({ path: join(folder, `${name}.png`) });
  }
});
