/*
 * The grid of fields over 1,000,000 fields in the real window, without a GPU: gaps between frames while scrolling, and
 * from a jump to a page until its rows are drawn. Goals: 10 % of the frames over 33 ms, 200 ms from page to paint.
 *
 * `ORGBENCH_BENCH_FIELDS` is how many fields there are; the catalog is the one of the bench `catalog`.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { createEngine } from '../../src-main/engine/create-engine.ts';
import { rekey, SIDE_FILES } from '../../src-main/engine/store/database.ts';
import { proveStoreIn } from '../../src-main/engine/store/first-store.ts';
import { STORE_FILE } from '../../src-main/engine/store/store-file.ts';
import { PRODUCT_POLICY } from '../../src-main/engine/vault/policy.ts';
import { unlockVault } from '../../src-main/engine/vault/vault.ts';
import { createWrongPasswordDelay } from '../../src-main/engine/vault/wrong-password-delay.ts';
import { launchApp } from '../support/app.ts';
import { testHost } from '../support/engine-parts.ts';
import { endSecret, gridOf } from '../support/person.ts';
import { type FrameRow, framesSeen, openDisplay, watchFrames } from './frames.ts';
import { LARGE_CONNECTION, largeCatalog } from './large-catalog.ts';

const FIELDS = Number(process.env['ORGBENCH_BENCH_FIELDS'] ?? 1_000_000);
const PASSWORD = 'lamp tundra velvet quarry';
const IDLE_MS = 2000;
const WHEEL_TURNS = 200;
const WHEEL_PX = 240;
const JUMPS = 15;
const PATIENCE_MS = 60_000;

type PaintRow = {
  readonly what: string;
  readonly 'median ms': number;
  readonly 'p95 ms': number;
  readonly 'longest ms': number;
};

/** Runs the bench; needs the app built (`npm run build`) and, on Linux without a display, Xvfb. */
export async function run(): Promise<readonly (FrameRow | PaintRow)[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'orgbench-grid-'));
  const closeDisplay = await openDisplay();
  try {
    await fillVault(join(dataDir, 'data'));
    const running = await launchApp({ dataDir });
    try {
      const secret = await running.secretPage();
      await secret.getByLabel('Master password', { exact: true }).fill(PASSWORD);
      await endSecret(secret, 'Unlock');
      const page = running.page();
      await page.evaluate((id) => location.assign(`#/org/${id}/fields`), LARGE_CONNECTION);
      await gridOf(page, 'Fields').getByRole('gridcell').first().waitFor({ timeout: PATIENCE_MS });
      return await measure(page);
    } finally {
      await running.close();
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
    closeDisplay();
  }
}

/** A vault whose store is the large catalog under the vault's own key. */
async function fillVault(dataDir: string): Promise<void> {
  const host = testHost;
  const engine = createEngine({ dataDir, program: 'bench', lockWaitMs: 0, keychain: null, emit: () => {}, host });
  await engine.createVault({ password: PASSWORD, deviceSecret: 'none', acceptWeak: true });
  await engine.close();
  const delay = createWrongPasswordDelay(dataDir);
  const proveStore = proveStoreIn(dataDir);
  const { dbKeys } = await unlockVault(
    { dataDir, keychain: null, policy: PRODUCT_POLICY, delay, proveStore },
    PASSWORD,
  );
  const [dbKey] = dbKeys;
  if (dbKey === undefined) throw new Error('The new vault has no database key.');
  const { path, key, remove } = largeCatalog(FIELDS);
  const store = join(dataDir, STORE_FILE);
  for (const suffix of SIDE_FILES) rmSync(`${store}${suffix}`, { force: true });
  cpSync(path, store);
  remove();
  rekey(store, [key], dbKey);
}

async function measure(page: Page): Promise<readonly (FrameRow | PaintRow)[]> {
  await watchFrames(page);
  await page.waitForTimeout(IDLE_MS);
  const idle = await framesSeen(page, `idle, ${FIELDS.toLocaleString('en')} fields`);
  const box = await gridOf(page, 'Fields').boundingBox();
  if (box === null) throw new Error('The grid is not on the screen.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await watchFrames(page);
  for (let turn = 0; turn < WHEEL_TURNS; turn += 1) await page.mouse.wheel(0, WHEEL_PX);
  const wheel = await framesSeen(page, `scrolling ${((WHEEL_TURNS * WHEEL_PX) / 28).toFixed(0)} rows with the wheel`);
  const paints: number[] = [];
  for (let jump = 1; jump <= JUMPS; jump += 1) paints.push(await jumpTo(page, ((jump * 7) % JUMPS) / JUMPS));
  const sorted = paints.toSorted((a, b) => a - b);
  const at = (share: number): number => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN);
  return [
    idle,
    wheel,
    { what: 'jump anywhere, until its rows are drawn', 'median ms': at(0.5), 'p95 ms': at(0.95), 'longest ms': at(1) },
  ];
}

/** Moves the scroll bar to a share of its way; resolves to the milliseconds until every row in sight has its texts. */
const jumpTo = (page: Page, share: number): Promise<number> =>
  page.evaluate(
    async ([to, patienceMs]) => {
      const scroller = document.querySelector<HTMLElement>('.ag-grid-viewport');
      if (scroller === null) throw new Error('The grid is not on the screen.');
      const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
      const firstRow = (): string | null =>
        scroller.querySelector('[role=row][row-index]')?.getAttribute('row-index') ?? null;
      const before = firstRow();
      const from = performance.now();
      scroller.scrollTop = to * (scroller.scrollHeight - scroller.clientHeight);
      for (;;) {
        await frame();
        const cells = [...scroller.querySelectorAll('[role=gridcell]')];
        const isLoading = cells.some((cell) => cell.querySelector('[class*="loading"]') !== null);
        if (firstRow() !== before && cells.length > 0 && !isLoading) break;
        if (performance.now() - from > patienceMs) throw new Error('The rows were not drawn in time.');
      }
      await frame();
      return performance.now() - from;
    },
    [share, PATIENCE_MS] as const,
  );
