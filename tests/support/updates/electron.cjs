// What electron-updater asks of Electron, where there is none: its network is Node's.
const { EventEmitter } = require('node:events');
const { request } = require('node:http');

exports.app = Object.assign(new EventEmitter(), {
  isPackaged: true,
  getVersion: () => '1.0.0',
  getName: () => 'ASL Monitor',
  getPath: () => process.env.XDG_CACHE_HOME,
  whenReady: () => Promise.resolve(),
  quit: () => process.exit(0),
});
exports.session = { fromPartition: () => ({}) };
exports.net = { request: ({ session: _, redirect: __, ...options }) => request(options) };
// Of macOS and Windows: Squirrel's.
exports.autoUpdater = Object.assign(new EventEmitter(), { setFeedURL() {}, checkForUpdates() {} });
