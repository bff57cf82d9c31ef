// An application that does nothing: whether Electron itself can begin on this machine. Its one argument is a folder for
// what Electron writes in any case.
const { app } = require('electron');

app.setPath('userData', process.argv.at(-1));
app.whenReady().then(() => app.exit(0));
