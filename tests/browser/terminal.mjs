// terminal.mjs - what a program prints on a terminal, as a page: its colours, bold text and links, on a light ground.
import { spawnSync } from 'node:child_process';

// The colours of a light terminal, dark enough to be read: those of the codes 30 to 37.
const colours = ['#1b1b1b', '#b3261e', '#1a6b2f', '#7a5900', '#1f4fa3', '#7b2d8e', '#00666f', '#5a5a5a'];

/** What a shell command prints on a terminal of that many columns, colours and all. */
export function typed(command, { columns, env, cwd }) {
  const ran = spawnSync(
    'script',
    ['-qec', `stty cols ${columns} rows 60; ${command}`, '/dev/null'],
    { env: { ...env, TERM: 'xterm-256color', COOP_PAGER: 'cat', COLUMNS: '' }, cwd, encoding: 'utf8', input: '' },
  );
  if (ran.error) throw ran.error;
  return ran.stdout;
}

const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** Escape sequences to HTML: bold, dim, the eight colours; links and whatever else moves no text are left out. */
function html(output) {
  const bare = output.replace(/\r/g, '').replace(/\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)/g, '');
  let bold = false, dim = false, colour;
  return bare
    .split(/(\x1b\[[0-9;?]*[A-Za-z])/)
    .map((part) => {
      const code = /^\x1b\[([0-9;?]*)([A-Za-z])$/.exec(part);
      if (!code) {
        const style = `${bold ? 'font-weight:bold;' : ''}${dim ? 'opacity:.7;' : ''}${colour ? `color:${colour};` : ''}`;
        return style && part ? `<span style="${style}">${escaped(part)}</span>` : escaped(part);
      }
      if (code[2] === 'm')
        for (const number of code[1].split(';').map(Number)) {
          if (number === 0) [bold, dim, colour] = [false, false, undefined];
          else if (number === 1) bold = true;
          else if (number === 2) dim = true;
          else if (number === 22) [bold, dim] = [false, false];
          else if (number >= 30 && number <= 37) colour = colours[number - 30];
          else if (number === 39) colour = undefined;
          else if (number >= 90 && number <= 97) colour = colours[number - 90];
        }
      return '';
    })
    .join('');
}

/** A page that shows commands and what each prints, as a terminal does. */
export function terminalPage(commands, options) {
  const session = commands
    .map((command) => `<b>$</b> ${escaped(command)}\n${html(typed(command, options)).trimEnd()}`)
    .join('\n');
  return `<!doctype html><meta charset="utf-8"><style>
    body { margin: 0; background: #fff; display: inline-block }
    pre { margin: 0; padding: 18px 22px; color: #1b1b1b; font: 15px/1.4 'DejaVu Sans Mono', 'Liberation Mono', monospace }
    </style><pre>${session}</pre>`;
}
