// t_access.mjs - every page by axe-core, light and dark, at 320 and 1,400 pixels, and nothing that is wider than the window.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { context, index, is, ok, root, run, serve } from './lib.mjs';

const axe = readFileSync(join(root, 'tests/browser/node_modules/axe-core/axe.min.js'), 'utf8');
const pages = ['', '?q=scop', '?q=coop%C3%A9rative&show=years&show=map&filter=genre:Documentaire', '?q=xyzzyx',
  'notice?id=film-001&q=scop', 'similar?id=film-001', 'kwic?q=essaimage', 'export?q=scop', 'print?q=scop',
  'searches?q=scop', 'help', 'nowhere', '?q=scop&page=0'];

// What axe finds that a reader with an aid stumbles over. Its functions come through the debugger, so that
// the policy of the page is as strict as it is for everyone.
async function findings(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: axe });
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression: `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
      .then((r) => r.violations.map((v) => v.impact + ' ' + v.id + ': ' + v.nodes.map((n) => n.target.join(' ')).slice(0, 3).join(', ')))`,
    awaitPromise: true,
    returnByValue: true,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}

run(async () => {
  const site = await serve(index('corpus', 'corpus/'));
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [320, 768, 1400]) {
      const page = await (await context({ colorScheme, viewport: { width, height: 900 } })).newPage();
      for (const path of pages) {
        await page.goto(site + path);
        // what is folded is looked at as well
        await page.evaluate(() => document.querySelectorAll('details').forEach((d) => { d.open = true; }));
        const name = `/${path}, ${colorScheme}, ${width} px`;
        is((await findings(page)).join('; '), '', `${name}: axe finds nothing`);
        const [room, wide] = await page.evaluate(() => [document.documentElement.clientWidth, document.documentElement.scrollWidth]);
        ok(wide <= room, `${name}: no wider than the window (${wide} of ${room})`);
      }
    }
  }

  // ---- text twice as large, and 1,600 px ----
  for (const [width, size] of [[1280, '200%'], [1600, '100%']]) {
    const page = await (await context({ viewport: { width, height: 900 } })).newPage();
    await page.goto(site + '?q=scop');
    await page.evaluate((s) => { document.documentElement.style.fontSize = s; }, size);
    const [room, wide] = await page.evaluate(() => [document.documentElement.clientWidth, document.documentElement.scrollWidth]);
    ok(wide <= room, `${width} px, text at ${size}: no wider than the window`);
  }

  const narrow = await (await context({ viewport: { width: 320, height: 900 } })).newPage();
  for (const path of pages) {
    await narrow.goto(site + path);
    await narrow.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
    const [room, wide] = await narrow.evaluate(() => [document.documentElement.clientWidth, document.documentElement.scrollWidth]);
    ok(wide <= room, `/${path}, 320 px, text at 200%: no wider than the window (${wide} of ${room})`);
    ok(await narrow.evaluate(() => document.querySelector('.skip').getBoundingClientRect().right <= 0), 'and the link that skips is out of sight');
  }

  // ---- dark is dark, print is bare ----
  const dark = await (await context({ colorScheme: 'dark' })).newPage();
  await dark.goto(site + '?q=scop');
  const brightness = (p) => p.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g).slice(0, 3)
    .reduce((sum, n) => sum + Number(n), 0));
  ok(await brightness(dark) < 200, 'a dark page is dark');
  await dark.emulateMedia({ media: 'print', colorScheme: 'light' });
  ok(!(await dark.locator('form[role=search]').isVisible()), 'in print there is no search box');
  ok(!(await dark.locator('.facets').isVisible()), 'nor facets');
  ok(await dark.locator('.hits').isVisible(), 'but results');
  await dark.goto(site + 'notice?id=film-001&q=scop');
  is(await dark.locator('main a:visible').count(), 0, 'nor, on a notice, links that lead elsewhere');
});
