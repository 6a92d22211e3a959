// lib.mjs - what the tests of the pages share: a server with an index of its own, a browser, and checks as TAP.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const build = process.env.BUILD ?? join(root, 'build', 'cc');

// ---- TAP ----

let count = 0;

export function ok(good, name) {
  console.log(`${good ? 'ok' : 'not ok'} ${++count} - ${String(name).replace(/[\n#]/g, ' ')}`);
  return good;
}

export function is(got, wanted, name) {
  if (!ok(got === wanted, name))
    console.log(`# got ${JSON.stringify(got)}, wanted ${JSON.stringify(wanted)}`);
}

export function like(got, pattern, name) {
  if (!ok(pattern.test(got), name)) console.log(`# got ${JSON.stringify(got)}, wanted ${pattern}`);
}

// ---- the programs ----

const work = mkdtempSync(join(tmpdir(), 'coopq-browser-'));
for (const name of ['config', 'state', 'data']) mkdirSync(join(work, name));
// everything that lasts is in a folder of the test
const env = {
  ...process.env,
  LC_ALL: 'C.UTF-8',
  HOME: work,
  XDG_CONFIG_HOME: join(work, 'config'),
  XDG_STATE_HOME: join(work, 'state'),
  XDG_DATA_HOME: join(work, 'data'),
};

/** The environment of the programs, with other values for some of it; undefined: none. */
export function environment(changes) {
  const path = `${build}:${process.env.PATH}`;
  return Object.fromEntries(Object.entries({ ...env, PATH: path, ...changes }).filter(([, value]) => value !== undefined));
}

export function index(name, ...sources) {
  const path = join(work, name);
  const done = spawnSync(join(build, 'coopidx'), ['-q', '-i', path, ...sources], { cwd: root, env });
  // 3: indexed, some rows were rejected
  if (done.status !== 0 && done.status !== 3) throw new Error(`coopidx: ${done.stderr}`);
  return path;
}

export function folder(name) {
  const path = join(work, name);
  if (!existsSync(path)) mkdirSync(path);
  return path;
}

export function coopq(...args) {
  return spawnSync(join(build, 'coopq'), args, { cwd: root, env, encoding: 'utf8' });
}

const servers = [];

/** Serves an index at a port that is free; resolves to the address, which ends with '/'. */
export function serve(path, ...options) {
  const child = spawn(join(build, 'coopq'), ['-i', path, '--serve=127.0.0.1:0', ...options], {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  servers.push(child);
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (bytes) => {
      said += bytes;
      const url = /http:\S+\//.exec(said);
      if (url) resolve(url[0]);
    });
    child.on('exit', (code) => reject(new Error(`coopq ended with ${code}: ${said}`)));
  });
}

// ---- the browser ----

let browser;

/** A context of its own: French, 1,280 px wide, unless told otherwise. */
export async function context(options = {}) {
  browser ??= await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  const made = await browser.newContext({
    locale: 'fr-FR',
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  made.setDefaultTimeout(60000);
  return made;
}

/** A page in a context of its own, which notes what goes wrong in it in `page.problems`. */
export async function open(url, options = {}) {
  const page = await (await context(options)).newPage();
  page.problems = [];
  page.on('pageerror', (error) => page.problems.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') page.problems.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(new URL(url).origin) && !request.url().startsWith('data:'))
      page.problems.push(`asks elsewhere: ${request.url()}`);
  });
  page.on('dialog', (dialog) => {
    page.problems.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  await page.goto(url);
  return page;
}

/** Runs the tests of a file, and ends everything that it has begun. */
export async function run(tests) {
  try {
    await tests();
  } catch (error) {
    ok(false, `the file runs to its end: ${error.stack}`);
  }
  await browser?.close();
  for (const child of servers) {
    child.removeAllListeners('exit');
    child.kill('SIGTERM');
  }
  rmSync(work, { recursive: true, force: true });
  console.log(`1..${count}`);
  process.exit(0);
}
