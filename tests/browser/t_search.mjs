// t_search.mjs - a search, narrowed, sorted, widened again, and what leads on from it; as somebody with a mouse does.
import { readFileSync } from 'node:fs';
import { coopq, index, is, like, ok, open, run, serve } from './lib.mjs';

const count = async (page) => Number((await page.locator('#count strong').textContent()).replace(/\D/g, ''));
const titles = (page) => page.locator('.hits h2').allTextContents();

run(async () => {
  const corpus = index('corpus', 'corpus/');
  const site = await serve(corpus);
  const page = await open(site);

  // ---- the search box ----
  like(await page.title(), /coopq/, 'the title of the first page names the program');
  await page.getByRole('searchbox').fill('scop lyon');
  await page.getByRole('searchbox').press('Enter');
  await page.locator('.hits').waitFor();
  like(page.url(), /[?&]q=scop\+lyon/, 'the address is the query');
  const found = await count(page);
  is(found, Number(coopq('-i', corpus, '--count', 'scop lyon').stdout), 'as many notices as coopq finds');
  const first = coopq('-i', corpus, '-n', '1', '--jsonl', 'scop lyon');
  is((await titles(page))[0], JSON.parse(first.stdout).title, 'the best notice is that of coopq');
  ok(await page.locator('.hits mark').count() > 0, 'words are marked');

  // ---- facets ----
  const genre = page.locator('.facets a', { hasText: 'Documentaire' }).first();
  const told = Number((await genre.locator('xpath=ancestor::li').innerText()).match(/(\d+)\D*$/)[1]);
  await genre.click();
  await page.locator('.chips').waitFor();
  is(await count(page), told, 'a facet narrows to as many as it tells');
  ok(told < found, 'that are fewer');
  const decade = page.locator('.facets a', { hasText: /années 20/ }).first();
  await decade.click();
  is(await page.locator('.chips li').filter({ hasText: ':' }).count(), 2, 'a second one stands beside it');
  const both = await count(page);
  ok(both <= told, 'and narrows further');
  await page.reload();
  is(await count(page), both, 'the page can be loaded again');
  await page.locator('.chips a', { hasText: 'Documentaire' }).click();
  is(await page.locator('.chips a', { hasText: 'Documentaire' }).count(), 0, 'the first one is undone by itself');
  await page.goBack();
  is(await count(page), both, 'back has it again');
  await page.goto(site + '?q=scop+lyon');

  // ---- order ----
  await page.getByLabel('Ordre').selectOption('-year');
  await page.waitForURL(/sort=-year/);
  const years = coopq('-i', corpus, '--jsonl', '--sort=-year', 'scop lyon').stdout.trim().split('\n').map((l) => JSON.parse(l).title ?? null);
  is((await titles(page))[0], years[0], 'sorted as coopq sorts');

  // ---- pages ----
  await page.goto(site + '?q=film');
  if (await page.locator('a[rel=next]').count()) {
    const before = await titles(page);
    await page.locator('a[rel=next]').first().click();
    await page.waitForURL(/page=2/);
    ok((await titles(page)).every((t) => !before.includes(t)), 'the next page has other notices');
    await page.goBack();
    is((await titles(page)).join(), before.join(), 'back leads to the page before');
  } else ok(false, 'there is a next page');

  // ---- a notice ----
  await page.goto(site + '?q=scop');
  const title = (await titles(page))[1];
  await page.locator('.hits h2 a').nth(1).click();
  await page.waitForURL(/\/notice\?/);
  is(await page.locator('h1').last().innerText(), title, 'a title leads to its notice');
  ok(await page.locator('main mark').count() > 0, 'with the words of the query marked');
  const similar = page.locator('a[href^="/similar"]').first();
  ok(await similar.count() > 0, 'which leads to similar ones');
  await page.goBack();
  is((await titles(page))[1], title, 'and back');

  // ---- timeline and map ----
  await page.goto(site + '?q=coop%C3%A9rative&page=2');
  const shown = await titles(page);
  is(await page.locator('svg').count(), 0, 'no picture is drawn before it is asked for');
  await page.evaluate(() => { window.stayed = true; });
  await page.getByRole('link', { name: 'Chronologie' }).press('Enter');
  await page.locator('svg.timeline').waitFor();
  like(page.url(), /page=2&show=years$/, 'the address says what is open');
  ok(await page.evaluate(() => window.stayed), 'it opens without leaving the page');
  is((await titles(page)).join(), shown.join(), 'which shows the same results');
  is(await page.evaluate(() => document.activeElement.getAttribute('aria-expanded')), 'true', 'the link stays in focus');
  await page.keyboard.press('Enter');
  await page.locator('svg.timeline').waitFor({ state: 'detached' });
  like(page.url(), /page=2$/, 'and closes it');
  await page.goto(site + '?q=coop%C3%A9rative&show=years&show=map');
  const bar = page.locator('svg.timeline a').first();
  const year = (await bar.locator('title').textContent()).match(/^(\d{4}).*?(\d+) notice/);
  await bar.click();
  await page.waitForURL(/filter=/);
  is(await count(page), Number(year[2]), 'a bar of the timeline narrows to its year');
  ok(await page.locator('svg.timeline').isVisible(), 'and the timeline stays open');
  await page.goBack();
  const tile = page.locator('svg.map a').first();
  const department = (await tile.locator('title').textContent()).match(/(\d+) notice/);
  await tile.click();
  await page.locator('.chips').waitFor();
  is(await count(page), Number(department[1]), 'a tile of the map narrows to its department');

  // ---- export, print, concordance ----
  await page.goto(site + '?q=scop');
  await page.locator('a[href^="/export"]').first().click();
  await page.waitForURL(/\/export/);
  const wait = page.waitForEvent('download');
  await page.locator('a[href*="format=ris"]').first().click();
  const download = await wait;
  like(download.suggestedFilename(), /\.ris$/, 'an export has the name of its format');
  is(readFileSync(await download.path(), 'utf8'), coopq('-i', corpus, '-n', '1000', '--format=ris', 'scop').stdout,
    'and is what coopq writes');
  await page.goto(site + '?q=scop');
  await page.locator('a[href^="/print"]').first().click();
  ok(await page.locator('main ol li').count() > 5, 'the printed list has the notices');
  await page.goto(site + '?q=scop');
  await page.locator('a[href^="/kwic"]').first().click();
  ok(await page.locator('main table tr').count() > 5, 'the concordance has lines');

  // ---- saved searches ----
  await page.goto(site + '?q=scop&filter=genre:Documentaire');
  const kept = await count(page);
  await page.goto(site + 'searches?q=scop&filter=genre:Documentaire');
  await page.getByRole('textbox', { name: /nom/i }).fill('essai');
  await page.locator('main form button').first().click();
  await page.waitForURL(/\/searches$/);
  is(coopq('-i', corpus, '--count', '@essai').stdout.trim(), String(kept), 'coopq asks what was saved on the page');
  await page.locator('main a', { hasText: 'essai' }).first().click();
  is(await count(page), kept, 'and so does the page');
  await page.goto(site + 'searches');
  await page.locator('form[action="/searches/delete"] button').first().click();
  await page.waitForLoadState();
  is(await page.locator('main a', { hasText: 'essai' }).count(), 0, 'it can be deleted');

  // ---- nothing found ----
  await page.goto(site + '?q=coopertaive+xyzzyx+ET+lyon');
  ok(await page.locator('main a[href^="/?q="]').count() > 0, 'where nothing is found, something leads on');

  is(page.problems.join('; '), '', 'nothing went wrong in the browser');
});
