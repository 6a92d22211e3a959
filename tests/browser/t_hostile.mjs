// t_hostile.mjs - notices made to run scripts, in every field, are text on every page; so are requests.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder, index, is, ok, open, run, serve } from './lib.mjs';

// Each would call alert(), load something, or add an element `x-mark`, if it were markup anywhere.
const attacks = [
  '<script>alert(1)</script>', '<img src=x onerror=alert(2)>', '"><svg onload=alert(3)>', "' onmouseover='alert(4)",
  '</title><script>alert(5)</script>', '</textarea><x-mark>', 'javascript:alert(6)', '<x-mark a="b">', ']]><x-mark/>',
  '<!--><x-mark>-->', '<a href="javascript:alert(7)">mot</a>', '&lt;script&gt;alert(8)&lt;/script&gt;', '{{constructor.constructor("alert(9)")()}}',
  '<base href="http://example.org/">', '<meta http-equiv="refresh" content="0;url=http://example.org/">', '<iframe srcdoc="<script>alert(10)</script>">',
  '<style>*{display:none}</style>', '<form action="http://example.org/"><input name=q>', '\u202e<x-mark>\u0000', '<math><mi//xlink:href="data:x,<script>alert(11)</script>">',
];
const fields = ['id', 'titre', 'réalisateur', 'année', 'pays', 'genre', 'durée', 'couleur', 'mode', 'producteurs', 'résumé',
  'historique', 'mots-clés', 'source', 'url', 'langue', '<x-mark>colonne'];

const cell = (s) => `"${s.replaceAll('"', '""')}"`;

/** Every attack in every field of a notice of its own, with a word that finds it. */
function table() {
  const rows = [fields.map(cell).join(',')];
  for (const [a, attack] of attacks.entries())
    rows.push(fields.map((field, f) => cell(
      field === 'id' ? `n${a}${attack}` : field === 'année' ? '1999' : field === 'durée' ? '52'
        : field === 'résumé' ? `piège ${attack} piège` : field === 'url' ? (a % 2 ? attack : `https://example.org/${attack}`) : attack)).join(','));
  return rows.join('\n') + '\n';
}

// What a page must not have, whatever its notices hold.
async function check(page, name) {
  const seen = await page.evaluate(() => ({
    elements: document.querySelectorAll('x-mark, iframe, base, meta[http-equiv], style, math, img, object, embed').length,
    scripts: [...document.scripts].filter((s) => !s.src || new URL(s.src).origin !== location.origin).length,
    handlers: [...document.querySelectorAll('*')].filter((e) => [...e.attributes].some((a) => a.name.startsWith('on'))).length,
    links: [...document.querySelectorAll('[href], [src], [action], [formaction]')].filter((e) => ['href', 'src', 'action', 'formaction']
      .some((a) => e.hasAttribute(a) && /^\s*(javascript|data|vbscript):/i.test(e.getAttribute(a)))).length,
    forms: [...document.forms].filter((f) => new URL(f.action).origin !== location.origin).length,
  }));
  is(Object.values(seen).join(), '0,0,0,0,0', `${name}: nothing but text (elements, scripts, handlers, links, forms)`);
  is(page.problems.join('; '), '', `${name}: nothing runs, nothing is asked elsewhere`);
  page.problems.length = 0;
}

run(async () => {
  const sources = folder('hostile');
  writeFileSync(join(sources, '<x-mark>.csv'), table());
  // tags in cells are taken out where a table has been a page; texts keep them
  for (const [a, attack] of attacks.entries())
    writeFileSync(join(sources, `<x-mark>${a}.txt`), `Piège ${attack} au titre\n\nUn piège, ${attack}, et un autre piège.\n`);
  const path = index('hostile-index', sources);
  const site = await serve(path);
  const page = await open(site + '?q=pi%C3%A8ge&n=100&show=years&show=map');
  is(await page.locator('.hits > li').count(), 2 * attacks.length, 'all hostile notices are found');
  const shown = await page.locator('.hits').textContent();
  for (const attack of attacks.filter((a) => /^[\x20-\x7e]*$/.test(a) && !a.includes('&lt;')))
    ok(shown.includes(attack), `read as text: ${attack}`);
  await check(page, 'results');

  const links = await page.locator('.hits h2 a').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
  for (const link of links) {
    await page.goto(new URL(link, site).href);
    is(await page.locator('main h1').count(), 1, `a notice: ${link.slice(0, 60)}`);
    await check(page, `notice ${link.slice(0, 60)}`);
  }
  await page.goto(site + '?q=pi%C3%A8ge');
  const facets = await page.locator('.facets a').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
  ok(facets.length > attacks.length, 'hostile values are facets');
  for (const link of facets.filter((_, i) => i % 5 === 0)) {
    await page.goto(new URL(link, site).href);
    await check(page, `facet ${link.slice(-60)}`);
  }
  for (const other of ['print?q=pi%C3%A8ge', 'kwic?q=pi%C3%A8ge', 'export?q=pi%C3%A8ge']) {
    await page.goto(site + other);
    await check(page, other);
  }

  // ---- requests ----
  for (const attack of attacks) {
    const it = encodeURIComponent(attack);
    for (const to of [`?q=${it}`, `?q=a&filter=genre:${it}`, `?q=a&filter=${it}`, `?q=a&sort=${it}`, `?${it}=1`, `notice?id=${it}`, `kwic?q=${it}`,
      `searches?q=${it}`, `export?q=${it}`, `print?q=${it}`, `similar?id=${it}`, it.replaceAll('%2F', '')]) {
      await page.goto(site + to);
      // that a page is not there, or wrong, is no problem of it
      page.problems = page.problems.filter((p) => !/status of 4\d\d/.test(p));
      await check(page, `request ${to.slice(0, 60)}`);
    }
  }
});
