// The least that lives in a tray: what the desktop costs beyond it is its own.
import { join } from 'node:path';
import { app, nativeImage, Tray } from 'electron';

app.on('window-all-closed', () => undefined);
app.whenReady().then(() => {
  const image = nativeImage.createFromPath(join(import.meta.dirname, '../../assets/tray/linux/ok-22.png'));
  globalThis.tray = new Tray(image);
});
