import { chromium, type Page } from 'playwright-core';

/** A page, and what has to stand on it before its picture is taken. */
export type Shot = {
  readonly name: string;
  readonly url: string;
  /** CSS or text selectors; each must be visible. */
  readonly waitFor: readonly string[];
  /** What is clicked then, and what that brings. */
  readonly press?: { readonly button: string; readonly waitFor: string };
  readonly height: number;
  /** Absent: 1280. */
  readonly width?: number;
};

export type Browser = { take(shot: Shot): Promise<Buffer>; close(): Promise<void> };

const EXECUTABLE = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const WIDTH = 1280;
const PATIENCE_MS = 60_000;
/** Icons and fonts come after the text that is waited for. */
const SETTLE_MS = 700;

/** A headless Chromium of the system. PNG bytes, 1.5 pixels a point. `columns`: of the Temporal UI's list; absent: its own. */
export async function openBrowser({
  columns,
}: {
  readonly columns?: readonly string[];
} = {}): Promise<Browser> {
  const browser = await chromium.launch({ executablePath: EXECUTABLE, args: FLAGS });
  const context = await browser.newContext({ deviceScaleFactor: 1.5, colorScheme: 'light' });
  if (columns !== undefined) {
    const table = JSON.stringify({ default: columns.map((label) => ({ label })) });
    await context.addInitScript(`localStorage.setItem('namespace-workflow-table-columns', '${table}')`);
  }
  const page = await context.newPage();
  return { take: (shot) => take(page, shot), close: () => browser.close() };
}

/** A running workflow's page polls for ever: what counts is that the words are there, never that the network is idle. */
async function take(page: Page, { url, waitFor, press, height, width = WIDTH }: Shot): Promise<Buffer> {
  await page.setViewportSize({ width, height });
  await page.goto(url, { waitUntil: 'domcontentloaded' });
  for (const selector of waitFor)
    await page.locator(selector).first().waitFor({ state: 'visible', timeout: PATIENCE_MS });
  if (press !== undefined) {
    await page.locator(press.button).first().click();
    await page.locator(press.waitFor).first().waitFor({ state: 'visible', timeout: PATIENCE_MS });
  }
  await page.waitForTimeout(SETTLE_MS);
  return page.screenshot({ type: 'png', animations: 'disabled' });
}
