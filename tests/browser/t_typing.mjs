// t_typing.mjs - what scripts add: results while one types, and keys; and that all works without them.
import { index, is, like, ok, open, run, serve } from './lib.mjs';

const count = async (page) => Number((await page.locator('#count strong').textContent()).replace(/\D/g, ''));

run(async () => {
  const site = await serve(index('corpus', 'corpus/'));

  // ---- as one types ----
  const page = await open(site);
  await page.getByRole('searchbox').pressSequentially('essaimage');
  await page.waitForURL(/q=essaimage/);
  ok(await page.locator('.hits li').count() > 0, 'results come as one types');
  is(await page.getByRole('searchbox').inputValue(), 'essaimage', 'what is typed stays');
  ok(await page.getByRole('searchbox').evaluate((box) => box === document.activeElement), 'and the cursor');
  like(await page.locator('[role=status]').textContent(), /\d/, 'how many there are is said');
  const asked = await count(page);
  await page.reload();
  is(await count(page), asked, 'the address is that of what is shown');
  await page.getByRole('searchbox').fill('');
  await page.getByRole('searchbox').pressSequentially('"');
  await page.waitForTimeout(400);
  is(page.problems.join('; '), '', 'a query that is not finished breaks nothing');

  // ---- keys ----
  await page.goto(site + '?q=coop%C3%A9rative');
  await page.locator('body').press('/');
  ok(await page.getByRole('searchbox').evaluate((box) => box === document.activeElement), '/ leads to the search box');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  ok(await page.locator('.hits li').nth(1).evaluate((li) => li.contains(document.activeElement)),
    'arrows lead from result to result');
  const title = await page.locator('.hits h2').nth(1).textContent();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/notice/);
  is(await page.locator('h1').last().textContent(), title, 'Enter opens it');
  await page.keyboard.press('u');
  await page.waitForURL(/q=/);
  await page.locator('.hits').waitFor();
  await page.locator('body').press('?');
  ok(await page.locator('dialog').isVisible(), '? shows the keys');
  await page.keyboard.press('Escape');
  ok(!(await page.locator('dialog').isVisible()), 'Escape hides them');

  await page.getByRole('button', { name: 'Touches' }).click();
  await page.getByLabel('ces touches sont actives').uncheck();
  await page.keyboard.press('Escape');
  await page.reload();
  await page.locator('body').press('/');
  ok(!(await page.getByRole('searchbox').evaluate((box) => box === document.activeElement)), 'keys can be switched off for good');
  await page.getByRole('button', { name: 'Touches' }).click();
  await page.getByLabel('ces touches sont actives').check();
  await page.keyboard.press('Escape');
  await page.locator('body').press('/');
  ok(await page.getByRole('searchbox').evaluate((box) => box === document.activeElement), 'and on again');

  // ---- the keyboard alone, by Tab ----
  await page.goto(site + '?q=coop%C3%A9rative');
  await page.keyboard.press('Tab');
  like(await page.evaluate(() => document.activeElement.className), /skip/, 'the first stop skips to the results');
  const seen = new Set();
  let filter = false;
  for (let i = 0; i < 150 && !filter; i++) {
    await page.keyboard.press('Tab');
    filter = await page.evaluate(() => {
      const box = document.activeElement.getBoundingClientRect();
      const style = getComputedStyle(document.activeElement);
      document.activeElement.dataset.ring = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
      return box.width > 0 && Boolean(document.activeElement.closest('.facets')) && document.activeElement.matches('a');
    });
    seen.add(await page.evaluate(() => document.activeElement.dataset.ring));
  }
  ok(filter, 'Tab reaches the facets');
  is([...seen].join(), 'true', 'where one is can be seen at each stop');
  await page.keyboard.press('Enter');
  await page.locator('.chips').waitFor();
  ok(true, 'Enter narrows');
  is(page.problems.join('; '), '', 'nothing went wrong in the browser');

  // ---- an order by keys: passing an option is not choosing it ----
  await page.goto(site + '?q=coop%C3%A9rative');
  const order = page.getByLabel('Ordre');
  const sorting = page.locator('form.order button');
  ok(!(await sorting.isVisible()), 'who has a mouse needs no button to sort');
  await order.focus();
  await page.keyboard.press('l'); // the options by their first letter, as arrows do on some systems
  await page.keyboard.press('l');
  is(await order.inputValue(), 'year', 'keys reach the third option');
  ok(!page.url().includes('sort='), 'on the same page');
  await page.keyboard.press('Tab');
  ok(await sorting.evaluate((button) => button === document.activeElement), 'the next stop is the button');
  await page.keyboard.press('Enter');
  await page.waitForURL(/sort=year/);
  ok(true, 'which sorts');

  // ---- without scripts ----
  const plain = await open(site, { javaScriptEnabled: false });
  await plain.getByRole('searchbox').fill('scop');
  await plain.getByRole('searchbox').press('Enter');
  await plain.locator('.hits').waitFor();
  const all = await count(plain);
  await plain.locator('.facets a', { hasText: 'Documentaire' }).first().click();
  ok((await count(plain)) < all, 'without scripts facets narrow');
  await plain.locator('.chips a').first().click();
  is(await count(plain), all, 'and are undone');
  await plain.getByLabel('Ordre').selectOption('year');
  await plain.locator('form.order button').click();
  await plain.waitForURL(/sort=year/);
  ok(true, 'and results are sorted');
  await plain.locator('.hits h2 a').first().click();
  await plain.waitForURL(/\/notice/);
  await plain.goBack();
  like(plain.url(), /sort=year/, 'and back leads back');

  // ---- the other language ----
  const english = await open(site + '?q=scop', { locale: 'en-GB' });
  is(await english.locator('html').getAttribute('lang'), 'en', 'English for who reads English');
  like(await english.locator('main').textContent(), /notices/, 'in English');
  const french = await open(site + '?q=scop', { locale: 'fr-CA' });
  is(await french.locator('html').getAttribute('lang'), 'fr', 'French for who reads French');
});
