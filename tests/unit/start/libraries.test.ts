import { describe, expect, it } from 'vitest';

type Obstacle = { readonly why: string; readonly remedy: string };
const {
  missingLibraries,
  libraryObstacle,
  loadingObstacle,
}: {
  missingLibraries(text: string): readonly string[];
  libraryObstacle(missing: readonly string[], osRelease: string): Obstacle;
  loadingObstacle(path: string, attempt: { code?: string | number | null; text: string }): Obstacle | undefined;
} = await import(new URL('../../../scripts/start/libraries.mjs', import.meta.url).href);

const debian12 = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_ID="12"\nID=debian\n';
const debian13 = 'ID=debian\nVERSION_ID="13"\n';
const ubuntu24 = 'ID=ubuntu\nID_LIKE=debian\nVERSION_ID="24.04"\n';
const mint = 'ID=linuxmint\nID_LIKE="ubuntu debian"\nVERSION_ID="21"\n';
const fedora = 'ID=fedora\nVERSION_ID=44\n';
const rocky = 'ID="rocky"\nID_LIKE="rhel centos fedora"\n';
const arch = 'ID=arch\n';

describe('libraries that are missing', () => {
  it('are the one that the loader names, and all that ldd does', () => {
    expect(
      missingLibraries(
        '/a b/electron: error while loading shared libraries: libgtk-3.so.0: cannot open shared object file: No such file or directory\n',
      ),
    ).toEqual(['libgtk-3.so.0']);
    expect(
      missingLibraries(
        '\tlinux-vdso.so.1 (0x00007ffd)\n\tlibgtk-3.so.0 => not found\n\tlibc.so.6 => /lib/libc.so.6 (0x7f)\n\tlibnss3.so => not found\n\tlibnss3.so => not found\n',
      ),
    ).toEqual(['libgtk-3.so.0', 'libnss3.so']);
    expect(missingLibraries('v24.1.0\n')).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['Debian 12', debian12, 'sudo apt-get install libgtk-3-0 libasound2 libgbm1'],
    ['Debian 13', debian13, 'sudo apt-get install libgtk-3-0t64 libasound2t64 libgbm1'],
    ['Ubuntu 24.04', ubuntu24, 'sudo apt-get install libgtk-3-0t64 libasound2t64 libgbm1'],
    ['Mint', mint, 'sudo apt-get install libgtk-3-0 libasound2 libgbm1'],
    ['Fedora', fedora, 'sudo dnf install gtk3 alsa-lib mesa-libgbm'],
    ['Rocky', rocky, 'sudo dnf install gtk3 alsa-lib mesa-libgbm'],
    [
      'another',
      arch,
      'install what is libgtk-3-0 libasound2 libgbm1 in Debian and gtk3 alsa-lib mesa-libgbm in Fedora',
    ],
    [
      'none that says what it is',
      '',
      'install what is libgtk-3-0 libasound2 libgbm1 in Debian and gtk3 alsa-lib mesa-libgbm in Fedora',
    ],
  ])('come with packages, on %s', (_what, osRelease, remedy) => {
    expect(libraryObstacle(['libgtk-3.so.0', 'libgdk-3.so.0', 'libasound.so.2', 'libgbm.so.1'], osRelease)).toEqual({
      why: 'Electron lacks the libraries libgtk-3.so.0, libgdk-3.so.0, libasound.so.2, libgbm.so.1',
      remedy,
    });
  });

  it('may be ones that nobody here knows', () => {
    expect(libraryObstacle(['libnew.so.1'], debian12).remedy).toBe(
      'install the packages of your system that hold them',
    );
    expect(libraryObstacle(['libnss3.so', 'libnew.so.1'], debian12)).toEqual({
      why: 'Electron lacks the libraries libnss3.so, libnew.so.1',
      remedy: 'sudo apt-get install libnss3, and what holds libnew.so.1',
    });
    expect(libraryObstacle(['libX11.so.6'], debian12)).toEqual({
      why: 'Electron lacks the library libX11.so.6',
      remedy: 'sudo apt-get install libx11-6',
    });
  });
});

describe('an Electron that does not load', () => {
  it('is none where it does', () => {
    expect(loadingObstacle('/e', { code: 0, text: 'v24.0.0' })).toBeUndefined();
  });

  it.each<[string, string | number | null, string, string, string]>([
    [
      'the C library is old',
      1,
      "/e: /lib/libc.so.6: version `GLIBC_2.38' not found (required by /e)",
      'C library is older',
      'newer release',
    ],
    ['it may not be executed', 'EACCES', '', 'may not be executed', 'noexec'],
    ['there is no loader for it', 'ENOENT', '', 'needs glibc', 'Alpine'],
    ['it is for another processor', 'ENOEXEC', '', 'another processor', 'fetched anew'],
    ['it fails in another way', 127, '\nwhat it says\nmore', '/e does not start (what it says)', 'fetched anew'],
    ['it never ends', null, '', '/e does not start', 'fetched anew'],
  ])('says that %s', (_what, code, text, why, remedy) => {
    const obstacle = loadingObstacle('/e', { code, text });
    expect(obstacle?.why).toContain(why);
    expect(obstacle?.remedy).toContain(remedy);
  });
});
