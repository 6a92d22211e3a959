// What scripts add to the pages: results while one types, and keys. Everything works without.
'use strict';
(() => {
  const search = document.getElementById('search');
  const box = document.getElementById('q');
  const main = document.getElementById('main');
  const said = document.getElementById('said');
  const keys = document.getElementById('keys');
  const WAIT = 120; // milliseconds without a key before the server is asked
  document.documentElement.classList.add('js');

  // ---- results while one types ----

  let timer = 0;
  let asking = null;
  const here = () => location.pathname === '/';

  // The address that the form leads to, with what is open on this page.
  function address() {
    const to = new URL(search.action, location.href);
    for (const [name, value] of new FormData(search)) to.searchParams.append(name, value);
    to.searchParams.delete('show'); // the form is as it was when the page came
    for (const open of main.querySelectorAll('[data-show][aria-expanded=true]'))
      to.searchParams.append('show', open.dataset.show);
    return to;
  }

  function show(text) {
    main.innerHTML = text; // made by the same code as the whole page
    const count = document.getElementById('count');
    said.textContent = count ? count.textContent : '';
    document.title = (box.value.trim() ? box.value.trim() + ' \u2013 ' : '') + 'coopq';
    ready();
  }

  // What is in `part`: typed, while somebody types, or whole.
  async function ask(to, how) {
    asking?.abort();
    const mine = asking = new AbortController();
    const part = new URL(to);
    part.searchParams.set('part', how);
    main.setAttribute('aria-busy', 'true');
    try {
      const answer = await fetch(part, { signal: mine.signal, credentials: 'same-origin' });
      const text = await answer.text();
      if (asking !== mine) return;
      history.replaceState(null, '', to);
      show(text);
    } catch (error) {
      // a form that is sent shows what is wrong with the server
      if (error.name !== 'AbortError') said.textContent = '';
    } finally {
      if (asking === mine) main.removeAttribute('aria-busy');
    }
  }

  if (here()) {
    let typed = box.value;
    box.addEventListener('input', (event) => {
      if (event.isComposing || box.value === typed) return;
      typed = box.value;
      clearTimeout(timer);
      timer = setTimeout(() => ask(address(), 'typed'), WAIT);
    });
    search.addEventListener('submit', (event) => {
      event.preventDefault();
      clearTimeout(timer);
      const to = address();
      if (to.href !== location.href) history.pushState(null, '', to);
      ask(to, 'whole');
    });
    // going back to what was typed before: the page is the one of its address
    addEventListener('popstate', () => location.reload());
  }

  // ---- what is in the page, anew after each answer ----

  function ready() {
    // each arrow key is a change: who chooses by keys has the button
    document.getElementById('sort')?.addEventListener('change', (event) => byKey || event.target.form.requestSubmit());
  }

  // A picture opens and closes without leaving the page. What is open stands in the address, so that back and
  // reload find it.
  main.addEventListener('click', async (event) => {
    const link = event.target.closest('a[data-show]');
    if (!link || event.button !== 0 || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    await ask(new URL(link.href), 'whole');
    main.querySelector(`a[data-show=${link.dataset.show}]`)?.focus();
  });

  // ---- keys ----

  let byKey = false; // what was pressed last
  addEventListener('pointerdown', () => { byKey = false; }, true);
  addEventListener('keydown', () => { byKey = true; }, true);

  ready();

  const hits = () => [...main.querySelectorAll('.hits h2 a')];

  function step(by) {
    const all = hits();
    const at = all.findIndex((hit) => hit.closest('li').contains(document.activeElement));
    const next = at < 0 ? (by > 0 ? 0 : -1) : at + by;
    if (next >= 0) all[next]?.focus();
    else if (at === 0) box.focus();
    return all.length > 0;
  }

  function isField(target) {
    return target.closest('input, textarea, select, [contenteditable]') !== null;
  }

  // Keys can be switched off, in this browser alone. A browser that keeps nothing has them on.
  const OFF = 'keys-off';
  const isOn = document.getElementById('keys-on');
  const open = document.getElementById('keys-open');
  try {
    isOn.checked = localStorage.getItem(OFF) === null;
  } catch { /* on */ }
  isOn.addEventListener('change', () => {
    try {
      if (isOn.checked) localStorage.removeItem(OFF);
      else localStorage.setItem(OFF, '1');
    } catch { /* until the next page */ }
  });
  open.hidden = false;
  open.addEventListener('click', () => keys.showModal());

  // Whether a key did something here.
  function press(event) {
    const target = event.target instanceof Element ? event.target : document.body;
    if (target === box) {
      if (event.key === 'ArrowDown') return step(1);
      if (event.key === 'Escape' && box.value === '') box.blur();
      return false;
    }
    if (isField(target) || !isOn.checked) return false;
    switch (event.key) {
      case '/':
        box.focus();
        box.select();
        return true;
      case 'j':
        return step(1);
      case 'k':
        return step(-1);
      case 'ArrowDown':
      case 'ArrowUp':
        return target.closest('.hits') !== null && step(event.key === 'ArrowDown' ? 1 : -1);
      case '?':
        keys.showModal();
        return true;
      case 'u':
        history.back();
        return true;
      case 'Escape':
        if (here()) box.focus();
        else history.back();
        return true;
    }
    return false;
  }

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented || keys.open) return;
    if (press(event)) event.preventDefault();
  });
})();
