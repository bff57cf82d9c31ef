import { describe, expect, it } from 'vitest';

type Circumstances = {
  readonly platform: NodeJS.Platform;
  readonly args: readonly string[];
  readonly releases?: string;
  readonly homepage?: string;
  readonly hasRpmbuild: boolean;
  readonly hasCertificate: boolean;
  readonly runtime?: string;
};
type Plan = { readonly args: readonly string[]; readonly remarks: readonly string[] };

const plans: { packagePlan(circumstances: Circumstances): Plan | undefined } = await import(
  new URL('../../../scripts/package/plan.mjs', import.meta.url).href
);
/** Nobody knows a home page. */
const bare: Circumstances = { platform: 'linux', args: [], hasRpmbuild: true, hasCertificate: true };
const plan = (circumstances: Partial<Circumstances>) =>
  plans.packagePlan({ ...bare, homepage: 'https://example.org/asl-monitor', ...circumstances });

const feed = ['-c.publish.provider=github', '-c.publish.owner=someone', '-c.publish.repo=asl-monitor'];

describe('what electron-builder is asked for', () => {
  it('is the packages of this system, from the runtime that is here, and to publish nothing', () => {
    expect(plan({ runtime: '/electron/dist' })).toEqual({
      args: ['--linux', '--publish', 'never', '-c.electronDist=/electron/dist'],
      remarks: [],
    });
    expect(plan({ platform: 'win32', runtime: 'C:\\dist' })?.args).toEqual([
      ...['--win', '--publish', 'never'],
      '-c.electronDist=C:\\dist',
    ]);
  });

  it('is a universal package on macOS, for which the runtime of this machine is half of what is needed', () => {
    expect(plan({ platform: 'darwin', runtime: '/electron/dist' })).toEqual({
      args: ['--mac', '--publish', 'never'],
      remarks: [],
    });
  });

  it('is nothing on a system that no package is for', () => {
    expect(plan({ platform: 'freebsd' })).toBeUndefined();
  });

  it('ends with what whoever runs it wishes, so that the wish wins', () => {
    expect(plan({ args: ['--dir', '-c.compression=store'] })?.args.slice(-2)).toEqual([
      '--dir',
      '-c.compression=store',
    ]);
  });
});

describe('what cannot be made here', () => {
  it('is left out and named, with what is missing', () => {
    const { args, remarks } = plan({ hasRpmbuild: false }) ?? { args: [], remarks: [] };
    expect(args.slice(0, 3)).toEqual(['--linux', 'AppImage', 'deb']);
    expect(remarks).toEqual([expect.stringContaining('rpm is left out, since rpmbuild is not installed')]);
  });

  it('is a deb and an rpm where nobody knows their home page', () => {
    const found = plans.packagePlan(bare);
    expect(found?.args.slice(0, 2)).toEqual(['--linux', 'AppImage']);
    expect(found?.remarks).toEqual([expect.stringContaining('-c.extraMetadata.homepage=URL')]);
  });

  it('is tried all the same where it is named', () => {
    expect(plan({ hasRpmbuild: false, args: ['rpm'] })).toEqual({
      args: ['--linux', 'rpm', '--publish', 'never'],
      remarks: [],
    });
  });
});

describe('a release', () => {
  it('tells the packages where newer ones will be, and a deb and an rpm their home page', () => {
    const found = plans.packagePlan({ ...bare, releases: 'someone/asl-monitor' });
    expect(found?.args.slice(3)).toEqual(['-c.extraMetadata.homepage=https://github.com/someone/asl-monitor', ...feed]);
    expect(found?.remarks).toEqual([]);
  });

  it('keeps a home page that is known', () => {
    expect(plan({ releases: 'someone/asl-monitor' })?.args.slice(3)).toEqual(feed);
  });

  it('of macOS without a certificate is sealed and looks for no newer version, which macOS would refuse', () => {
    const { args, remarks } = plan({
      ...{ platform: 'darwin', hasCertificate: false },
      releases: 'someone/asl-monitor',
    }) ?? { args: [], remarks: [] };
    expect(args.slice(3)).toEqual(['-c.mac.identity=-', '-c.mac.hardenedRuntime=false', '-c.mac.notarize=false']);
    expect(remarks).toEqual([
      expect.stringContaining('is not signed: set CSC_LINK'),
      expect.stringContaining('will not look for newer versions'),
    ]);
  });

  it('of macOS with one is signed and does', () => {
    expect(plan({ platform: 'darwin', releases: 'someone/asl-monitor' })?.args.slice(3)).toEqual(feed);
  });
});
