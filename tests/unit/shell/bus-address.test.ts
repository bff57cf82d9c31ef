import { describe, expect, it } from 'vitest';
import { busSockets } from '../../../main/shell/bus-address.ts';

const sockets = (address?: string, runtimeDir?: string) =>
  busSockets(
    {
      ...(address === undefined ? {} : { DBUS_SESSION_BUS_ADDRESS: address }),
      ...(runtimeDir === undefined ? {} : { XDG_RUNTIME_DIR: runtimeDir }),
    },
    1000,
  );

describe('where the session bus listens', () => {
  it('is where the session says', () => {
    expect(sockets('unix:path=/run/user/1000/bus')).toEqual(['/run/user/1000/bus']);
    expect(sockets('unix:path=/tmp/dbus-x,guid=0123456789abcdef')).toEqual(['/tmp/dbus-x']);
    expect(sockets('unix:abstract=/tmp/dbus-x,guid=01')).toEqual(['\0/tmp/dbus-x']);
    expect(sockets('unix:runtime=yes', '/run/user/7')).toEqual(['/run/user/7/bus']);
  });

  it('is where sessions usually have it, where this one says nothing', () => {
    expect(sockets(undefined, '/run/user/7')).toEqual(['/run/user/7/bus']);
    expect(sockets('', '')).toEqual(['/run/user/1000/bus']);
    expect(sockets()).toEqual(['/run/user/1000/bus']);
  });

  it('is written with escapes where the path has unusual characters', () => {
    expect(sockets('unix:path=/tmp/a%20b%2cc%3bd%3D%c3%a9')).toEqual(['/tmp/a b,c;d=é']);
  });

  it('may be at several places, of which those that are no local socket are passed over', () => {
    expect(
      sockets('tcp:host=localhost,port=1;unix:path=/a;autolaunch:;unixexec:path=/bin/x;unix:abstract=b;launchd:env=X'),
    ).toEqual(['/a', '\0b']);
  });

  it.each(['nonsense', ';;;', 'unix:', 'unix:path', 'unix:path=', 'unix:path=%zz', 'unix:tmpdir=/tmp', ':path=/a'])(
    'is nowhere where the session says %s',
    (address) => {
      expect(sockets(address)).toEqual([]);
    },
  );
});
