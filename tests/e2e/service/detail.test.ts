import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { selfSign } from '../../support/certificates.ts';
import { openBrowser } from '../../support/chromium.ts';
import { openStage, type Stage, soon, textOf } from './stage.ts';

const day = 24 * 60 * 60_000;
const names = ['shop.example.com', 'a.example.com', 'b.example.com', 'c.example.com', 'd.example.com', 'e.example.com'];

let browser: Browser;
let stage: Stage;

beforeAll(async () => {
  browser = await openBrowser();
  stage = await openStage(browser, [
    {
      name: 'Shop',
      rest: `group: Front, tags: [eu, pay], description: What customers see, runbook: "https://wiki.example.com/shop", tls: {verify: false}`,
      tls: await selfSign({ names, notAfter: new Date(Date.now() + 12 * day) }),
      path: 'health?full=1',
    },
    { name: 'Gate', behaviour: 'silent', scheme: 'https' },
    { name: 'Slow', behaviour: { slowMs: 400 }, rest: 'critical: false, expect: {max_response_time: 0.2}' },
    { name: 'Steady' },
    { name: 'Idle' },
  ]);
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
  await browser.close();
});

const why = (page: Page) => textOf(page, '.service-why');
const button = (page: Page, name: string) => page.locator('.service-actions').getByRole('button', { name });
/** Phase by phase: its name, and how long it took or why it has no time. */
const waterfall = async (page: Page): Promise<readonly string[]> =>
  (await page.locator('.waterfall tbody tr').allInnerTexts()).map((row) => row.replace(/\s+/g, ' ').trim());

describe('one service', () => {
  it('says what it is and that it is up, with the phases of its last check', async () => {
    const page = await stage.open('Shop');
    await soon(async () =>
      expect(await why(page)).toMatch(/^Up for .*; lately it answers in about [\d.]+ ms\. Its cert/),
    );
    expect(await textOf(page, '.service-detail h2')).toBe('Shop');
    expect(await textOf(page, '.service-meta')).toMatch(/Critical.*Front.*eu.*pay/);
    expect(await textOf(page, '.service-description')).toBe('What customers see');
    const link = page.locator('.service-address a');
    expect([
      await link.getAttribute('href'),
      await link.getAttribute('target'),
      await link.getAttribute('rel'),
    ]).toEqual([
      `https://127.0.0.1:${stage.server('Shop').port}/health?full=1`,
      '_blank',
      expect.stringContaining('noopener'),
    ]);
    const rows = await waterfall(page);
    expect(rows.map((row) => row.replace(/[\d.]+/, 'n'))).toEqual([
      'DNS not needed',
      'TCP n ms',
      'TLS n ms',
      'First byte n ms',
      expect.stringMatching(/^Body (n ms|not needed)$/),
    ]);
    expect(await textOf(page, '.last-check-facts')).toMatch(/^Total .* HTTP status 200 Address 127\.0\.0\.1:\d+$/);
  });

  it('shows its certificate, how long that is good for, and how soon an outage is told', async () => {
    const page = await stage.open('Shop');
    await soon(async () => expect(await textOf(page, '.certificate')).toMatch(/Subject shop\.example\.com/));
    const certificate = await textOf(page, '.certificate');
    expect(certificate).toMatch(/expires in 11 d/);
    expect(certificate).toContain('a.example.com, b.example.com, c.example.com and 2 more');
    expect(await textOf(page, '.cadence')).toBe(
      'How often, and how soon it is told Checked every 1 s. An outage of any kind is told within 3.3 s: 1 s until the next check + 1 × 0.3 s to confirm + 1 s timeout + 1 s sending = 3.3 s',
    );
  });

  it('says what failed in full, and marks the phase in which it did', async () => {
    const page = await stage.open('Gate');
    await soon(async () =>
      expect(await why(page)).toMatch(
        /^Down for .*, since .*: TLS handshake with 127\.0\.0\.1:\d+ timed out after 1 s \(TCP .* ms\)\. Not acknowledged yet\.$/,
      ),
    );
    const rows = await waterfall(page);
    expect(rows.slice(2)).toEqual([
      expect.stringMatching(/^TLS failed [\d.]+ m?s$/),
      'First byte not reached',
      'Body not reached',
    ]);
    expect(await page.locator('.waterfall .failed .mark.down').count()).toBe(1);
    expect(await textOf(page, '.last-check-facts')).toMatch(/^Total .* HTTP status – Address 127\.0\.0\.1:\d+$/);
    await soon(async () => expect(await textOf(page, '.incident-decisions')).toMatch(/alerted: 2 failures in a row/));
    await soon(async () => expect(await textOf(page, '.incident-decisions')).toMatch(/times since/));
  });

  it('shows the sentence, the failed phase and the buttons at once, where there is little room', async () => {
    const page = await stage.open('Gate', { viewport: { width: 900, height: 700 } });
    await page.locator('.waterfall .failed').waitFor();
    for (const selector of ['.service-why', '.service-actions', '.waterfall .failed']) {
      const box = await page.locator(selector).boundingBox();
      expect((box?.y ?? 0) + (box?.height ?? 1_000), selector).toBeLessThan(700);
    }
  });

  it('is acknowledged, snoozed and heard of again, by button and by key', async () => {
    const page = await stage.open('Gate');
    await button(page, 'Acknowledge').click();
    await soon(async () => expect(await why(page)).toMatch(/Acknowledged by \S.* \(\d\d:\d\d\)/));
    expect(await button(page, 'Acknowledge').count()).toBe(0);

    await page.keyboard.press('s');
    const dialog = page.getByRole('dialog', { name: 'Snooze Gate' });
    await dialog.getByLabel('Why').fill('new cables');
    await dialog.getByRole('button', { name: '15 min' }).click();
    await soon(async () =>
      expect(await why(page)).toMatch(/^Snoozed by \S.* until \d\d:\d\d: checks go on.*“new cables” Down for/),
    );
    await button(page, 'End the snooze').click();
    await soon(async () => expect(await why(page)).toMatch(/^Down for/));
    await button(page, 'Snooze').waitFor();
  });

  it('follows an outage from the first failure to the end, and leads to its story', async () => {
    const page = await stage.open('Shop');
    await soon(async () => expect(await why(page)).toMatch(/^Up for/));
    await stage.server('Shop').become('status-500');
    await soon(async () => expect(await why(page)).toMatch(/^Down for .*: expected status 200, got 500/));
    expect(await textOf(page, '.last-check-facts')).toContain('HTTP status 500 expected 200');
    await soon(async () => expect((await waterfall(page))[3]).toMatch(/^First byte failed/));
    expect(await page.locator('.recent-bars > .failed').count()).toBeGreaterThan(1);
    await page.keyboard.press('a');
    await soon(async () => expect(await why(page)).toMatch(/Acknowledged by /));
    await stage.server('Shop').become('ok');
    await soon(async () => expect(await why(page)).toMatch(/^Up for/));
    const incident = page.locator('.past-incidents ol a').first();
    expect(await incident.textContent()).toMatch(/expected status 200, got 500/);
    await incident.click();
    await page.waitForURL(/#\/incidents\/Shop_\d{8}_\d{6}/);
  });

  it('says that it is slow, which is no outage', async () => {
    const page = await stage.open('Slow');
    await soon(async () =>
      expect(await why(page)).toMatch(/^Up for .*, but slow: its answer took \d+ ms, longer than it/),
    );
    expect(await textOf(page, '.service-meta')).toBe('Not critical');
    expect(await page.locator('.service-title .mark.degraded').count()).toBe(1);
  });

  it('is paused in the configuration, and resumed', async () => {
    const page = await stage.open('Idle');
    await button(page, 'Pause').click();
    await soon(async () => expect(await why(page)).toMatch(/^Paused since \d\d:\d\d/));
    expect(await stage.configuration()).toMatch(/name: "Idle".*paused: true/);
    expect(await button(page, 'Check now').isDisabled()).toBe(true);
    await button(page, 'Resume').click();
    await soon(async () => expect(await why(page)).toMatch(/^Up for/));
  });

  it('is checked at once, by button and by key', async () => {
    const page = await stage.open('Steady');
    const wish = async (act: () => Promise<void>): Promise<unknown> => {
      const asked = page.waitForRequest((request) => request.url().endsWith('/api/checkNow'));
      await act();
      return (await asked).postDataJSON();
    };
    const before = stage.server('Steady').requests.length;
    expect(await wish(() => button(page, 'Check now').click())).toEqual({ services: ['Steady'] });
    await page.getByRole('status').getByText('Checking 1 service.').waitFor();
    await soon(() => expect(stage.server('Steady').requests.length).toBeGreaterThan(before));
    expect(await wish(() => page.keyboard.press('c'))).toEqual({ services: ['Steady'] });
  });

  it('leads to its runbook and its settings, and can be asked from a shell', async () => {
    const page = await stage.open('Shop');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const runbook = page.getByRole('link', { name: 'Runbook' });
    expect([await runbook.getAttribute('href'), await runbook.getAttribute('rel')]).toEqual([
      'https://wiki.example.com/shop',
      expect.stringContaining('noopener'),
    ]);
    expect(await page.getByRole('link', { name: 'Edit' }).getAttribute('href')).toBe(
      '#/settings/services?service=Shop',
    );
    await button(page, 'Copy as curl').click();
    await page.getByText('Copied.').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(/^curl .*127\.0\.0\.1:\d+\/health\?full=1/s);
  });

  it('keeps everything in its place from one check to the next', async () => {
    const page = await stage.open('Steady', { viewport: { width: 900, height: 700 } });
    await page.locator('.cadence').waitFor();
    await soon(async () => expect(await textOf(page, '.chart-total')).toMatch(/\d+ checks/));
    // Within the view: what is above it may say more or less meanwhile.
    const tops = (): Promise<readonly number[]> =>
      page.locator('.service-detail').evaluate((detail) => {
        const { top } = detail.getBoundingClientRect();
        const parts = [...detail.querySelectorAll('h2, h3, .service-actions')];
        return parts.map((part) => Math.round(part.getBoundingClientRect().top - top));
      });
    const before = await tops();
    const newest = () => page.locator('.last-check time').getAttribute('datetime');
    for (let check = 0; check < 3; check += 1) {
      const seen = await newest();
      await soon(async () => expect(await newest()).not.toBe(seen));
      expect(await tops()).toEqual(before);
    }
    expect(before).toHaveLength(11);
  });

  it('reads its last checks out by keyboard, and shows them at the pointer', async () => {
    const page = await stage.open('Gate');
    const bars = page.locator('.recent-bars');
    await soon(async () => expect(await page.locator('.recent-bars > :not(.none)').count()).toBeGreaterThan(3));
    await bars.focus();
    await page.keyboard.press('Home');
    await soon(async () =>
      expect(await textOf(page, '.recent-checks [aria-live]')).toMatch(
        /^\d\d:\d\d:\d\d, TLS timeout, after [\d,]+ ms$/,
      ),
    );
    await page.keyboard.press('Tab');
    const box = await bars.boundingBox();
    if (box === null) throw new Error('the bars are not shown');
    await page.mouse.move(box.x + box.width - 2, box.y + 10);
    await page.locator('.recent-bars > .pointed').waitFor();
    expect(await textOf(page, '.recent-value')).toMatch(/^\d\d:\d\d:\d\d, TLS timeout, after/);
  });

  it('says of a stale link that nobody watches it, and leads back', async () => {
    const page = await stage.open('Gone for good');
    expect(await textOf(page, '.detail-pane .empty')).toMatch(
      /^This service is not watched\. “Gone for good” may have/,
    );
    await page.getByRole('link', { name: 'All services' }).click();
    await page.waitForURL(/#\/services$/);
  });

  it('left nothing to complain about in any page', () => expect(stage.complaints).toEqual([]));
});
