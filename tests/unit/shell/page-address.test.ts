import { describe, expect, it } from 'vitest';
import { isExternalLink } from '../../../main/shell/external-links.ts';
import { isOwnPage, pageAt, servedPath } from '../../../main/shell/page-address.ts';

describe('the addresses of the window', () => {
  it('lead to a place within it', () => {
    const url = pageAt('#/incidents/API_20261106_153045');
    expect(isOwnPage(url)).toBe(true);
    expect(servedPath(url)).toBe('index.html');
    expect(URL.parse(url)?.hash).toBe('#/incidents/API_20261106_153045');
  });

  it('name the files that are built', () => {
    expect(servedPath('asl-monitor://window/assets/main-1a2B_3-4d.js')).toBe('assets/main-1a2B_3-4d.js');
  });

  it.each([
    'asl-monitor://window/../../etc/passwd',
    'asl-monitor://window/..%2f..%2fetc/passwd',
    'asl-monitor://window/assets/..%5c..%5cconfig.yaml',
    'asl-monitor://window/',
    'asl-monitor://window/assets/',
    'asl-monitor://window//etc/passwd',
    'asl-monitor://window/.env',
    'asl-monitor://window/a%00.js',
    'asl-monitor://elsewhere/index.html',
    'https://window/index.html',
    'file:///etc/passwd',
    'nonsense',
  ])('lead nowhere else: %s', (url) => {
    expect(servedPath(url)).toBeUndefined();
  });

  it.each(['asl-monitor://window.evil.example/', 'asl-monitor://user@window/', 'asl-monitor:window', 'about:blank'])(
    'are not taken for those of somebody else: %s',
    (url) => {
      expect(isOwnPage(url)).toBe(false);
    },
  );
});

describe('what the browser of the system is handed', () => {
  it.each(['https://wiki.example/runbook?a=1#b', 'http://localhost:8080/'])('is a web page: %s', (url) => {
    expect(isExternalLink(url)).toBe(true);
  });

  it.each([
    'javascript:alert(1)',
    'file:///etc/passwd',
    'smb://host/share',
    'ms-msdt:/id',
    'data:text/html,x',
    'https://',
    '',
  ])('is never anything else: %s', (url) => {
    expect(isExternalLink(url)).toBe(false);
  });
});
