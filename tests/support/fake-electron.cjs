// In place of Electron's own program, for tests of what starts it. What it does is in FAKE_ELECTRON; each start is a line in
// the file FAKE_ELECTRON_STARTS.
const { appendFileSync, readFileSync } = require('node:fs');

const { FAKE_ELECTRON: behaviour = 'lives', FAKE_ELECTRON_STARTS: starts } = process.env;
const args = process.argv.slice(2);
const note = (line) => appendFileSync(starts, `${line}\n`);
const count = () =>
  readFileSync(starts, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('desktop')).length;

function end(code, complaint) {
  if (complaint !== undefined) process.stderr.write(`${complaint}\n`);
  process.exit(code);
}

if (process.env.ELECTRON_RUN_AS_NODE !== undefined) {
  if (args.join() !== '--version') end(9, 'only its version is asked');
  if (behaviour === 'no library') {
    end(
      127,
      'electron: error while loading shared libraries: libgtk-3.so.0: cannot open shared object file: No such file',
    );
  }
  end(0);
}

const isNothing = args[0].endsWith('nothing.cjs');
note(isNothing ? 'nothing' : `desktop ${JSON.stringify(args)} ${process.env.ASL_MONITOR_STARTER}`);
if (behaviour === 'no display') end(1, '[1:1/1:ERROR:ozone_platform_x11.cc(240)] Missing X server or $DISPLAY');
if (behaviour === 'crashes') process.kill(process.pid, 'SIGSEGV');
if (isNothing) end(0);
if (behaviour === 'fails') end(7, 'a fault of its own');
if (behaviour === 'starts again' && count() < 3) end(75);

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    note(signal);
    if (behaviour !== 'stubborn') process.exit(0);
  });
}
setInterval(() => undefined, 60_000);
console.log('the desktop is here');
