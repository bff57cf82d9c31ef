import { describe, expect, it } from 'vitest';
import { isWebAddress } from '../../../renderer/pieces/web-address.ts';

describe('a link out of the window', () => {
  it.each(['https://wiki.example.com/runbook', 'http://127.0.0.1:8080/', 'HTTPS://example.com'])(
    'is made of a page of the web: %s',
    (address) => {
      expect(isWebAddress(address)).toBe(true);
    },
  );

  it.each([
    'javascript:alert(1)',
    ' javascript:alert(1)//https://example.com/',
    'data:text/html,hello',
    'file:///etc/passwd',
    'smb://server/share',
    'https://',
    'example.com',
    '',
  ])('is made of nothing else: %j', (address) => {
    expect(isWebAddress(address)).toBe(false);
  });
});
