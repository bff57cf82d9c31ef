// `npm start`. The desktop application comes with a later version; until then the same engine runs without a window.
console.error('ASL Monitor runs headless: this version has no desktop window yet. Ctrl+C ends it.');
await import('./asl-monitor.mjs');
