/**
 * The least that a page can be which does the same: rows that stand in the document, a search that only counts what was
 * typed, and a canvas that draws what it is told. How it fares tells what the machine and its Chromium are worth today.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';

export const barePlaces = {
  row: '.row',
  count: '#count',
  scroller: '#list',
  search: '#search',
  chartQuestion: '/points',
};

const rows = 1_000;
const points = 360;

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Bare</title>
<style>
  body { margin: 0; height: 100vh; display: flex; flex-direction: column; font: 13px system-ui }
  #list { flex: 1; overflow-y: auto; margin: 0; padding: 0; list-style: none }
  #list li { height: 40px }
</style>
<input id="search"><p id="count">0</p><canvas id="canvas" width="800" height="240"></canvas>
<ul id="list">${Array.from({ length: rows }, (_, row) => `<li class="row">service-${row}</li>`).join('')}</ul>
<script>
  search.oninput = () => { count.textContent = search.value.length };
  window.askPoints = async () => {
    const values = await (await fetch('/points', { method: 'POST' })).json();
    const pen = canvas.getContext('2d');
    pen.clearRect(0, 0, 800, 240);
    pen.beginPath();
    for (const [index, value] of values.entries()) pen.lineTo((index * 800) / values.length, value);
    pen.stroke();
  };
</script>
</html>`;

/** Serves it on loopback. */
export async function openBarePage() {
  const answer = JSON.stringify(Array.from({ length: points }, (_, index) => 120 + 100 * Math.sin(index / 9)));
  const server = createServer((request, response) => {
    const [type, text] = request.url === '/points' ? ['application/json', answer] : ['text/html', page];
    response.writeHead(200, { 'Content-Type': type }).end(text);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    address: `http://127.0.0.1:${port}/`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
