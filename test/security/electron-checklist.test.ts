/*
 * The attack: a later change makes a second window, a second way to the browser or a second listener for messages, without
 * the settings of the first. Electron's checklist is held here against the sources, and docs/ELECTRON-CHECKLIST.md against
 * the checklist and the tests that it names.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');

/** The twenty recommendations, in Electron's words. */
const RECOMMENDATIONS = [
  'Only load secure content',
  'Do not enable Node.js integration for remote content',
  'Enable context isolation',
  'Enable process sandboxing',
  'Handle session permission requests from remote content',
  'Do not disable webSecurity',
  'Define a Content Security Policy',
  'Do not enable allowRunningInsecureContent',
  'Do not enable experimental features',
  'Do not use enableBlinkFeatures',
  'Do not use allowpopups for WebViews',
  'Verify WebView options before creation',
  'Disable or limit navigation',
  'Disable or limit creation of new windows',
  'Do not use shell.openExternal with untrusted content',
  'Use a current version of Electron',
  'Validate the sender of all IPC messages',
  'Avoid usage of the file:// protocol and prefer usage of custom protocols',
  'Check which fuses you can change',
  'Do not expose Electron APIs to untrusted web content',
];

const sources = ['src-main', 'src-preload', 'src-renderer'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(tsx?|html)$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      return { file: relative(root, file).replaceAll('\\', '/'), text: withoutComments(readFileSync(file, 'utf8')) };
    }),
);
/** A comment may name what code may not use. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}
const filesWith = (pattern: RegExp): readonly string[] =>
  sources
    .filter(({ text }) => pattern.test(text))
    .map(({ file }) => file)
    .toSorted();
const textOf = (file: string): string => sources.find((one) => one.file === file)?.text ?? '';

describe('Electron’s security checklist', () => {
  const rows = readFileSync(join(root, 'docs/ELECTRON-CHECKLIST.md'), 'utf8')
    .split('\n')
    .filter((line) => /^\| \d+ \|/.test(line))
    .map((line) => line.split('|').map((part) => part.trim()));

  it('has all twenty recommendations in the document', () => {
    expect(rows.map(([, number, recommendation]) => `${number} ${recommendation}`)).toEqual(
      RECOMMENDATIONS.map((recommendation, index) => `${index + 1} ${recommendation}`),
    );
  });

  it.each(RECOMMENDATIONS)('%s: has tests that exist, or a written reason', (recommendation) => {
    const [, , , words = '', held = ''] = rows.find((row) => row[2] === recommendation) ?? [];
    const tests = [...held.matchAll(/\[[^\]]+\]\(\.\.\/([^)]+)\) "([^"]+)"/g)];
    const hasReason = held === 'none' && /Reason without a test: .{60,}/.test(words);
    expect(tests.length > 0 || hasReason).toBe(true);
    for (const [, file = '', name = ''] of tests) {
      expect(existsSync(join(root, file)), file).toBe(true);
      expect(readFileSync(join(root, file), 'utf8'), `${file} has a test called “${name}”`).toContain(`'${name}'`);
    }
  });
});

describe('the sources', () => {
  // @promise 3: every view is made in one place, with Node, web views, experiments and insecure content off
  it('every view is made in one place, with everything off', () => {
    expect(filesWith(/new (?:BrowserWindow|BrowserView|WebContentsView)\b/)).toEqual(['src-main/windows/page-view.ts']);
    const view = textOf('src-main/windows/page-view.ts');
    for (const setting of [
      'sandbox: true',
      'contextIsolation: true',
      'webSecurity: true',
      'nodeIntegration: false',
      'nodeIntegrationInWorker: false',
      'nodeIntegrationInSubFrames: false',
      'webviewTag: false',
      'allowRunningInsecureContent: false',
      'navigateOnDragDrop: false',
      'devTools: !app.isPackaged',
    ]) {
      expect(view).toContain(setting);
    }
    const forbidden =
      /\b(?:experimentalFeatures|enableBlinkFeatures|allowDisplayingInsecureContent|enableRemoteModule|nodeIntegration\w*: true|sandbox: false|contextIsolation: false|webSecurity: false|allowRunningInsecureContent: true)\b/;
    expect(filesWith(forbidden)).toEqual([]);
    expect(filesWith(/appendSwitch\(\s*'(?:disable-web-security|no-sandbox|enable-experimental|ignore-cert)/)).toEqual(
      [],
    );
    expect(filesWith(/certificate-error|setCertificateVerifyProc|setProxy\(/)).toEqual([]);
  });

  it('no web view is used anywhere', () => {
    expect(filesWith(/<webview|allowpopups/i)).toEqual([]);
    expect(textOf('src-main/windows/navigation-guards.ts')).toMatch(
      /on\('will-attach-webview', \(event\) => event\.preventDefault\(\)\)/,
    );
    expect(textOf('src-main/index.ts')).toContain('guardNavigation(app);');
  });

  it('the system opens addresses in one place', () => {
    expect(filesWith(/\bopenExternal\(/)).toEqual(expect.arrayContaining(['src-main/os/open-link.ts']));
    expect(filesWith(/\bshell\.openExternal\b/)).toEqual(['src-main/os/open-link.ts']);
    expect(filesWith(/\bshell\.openPath\b/)).toEqual(['src-main/os/open-export.ts']);
  });

  it('messages of pages are heard in the two doors only', () => {
    expect(filesWith(/\bipcMain\b/)).toEqual([]);
    const doors = ['src-main/ipc/page-door.ts', 'src-main/ipc/secret-door.ts'];
    expect(filesWith(/\.ipc\.(?:handle|on|once)\(/)).toEqual(doors);
    for (const door of doors) {
      const listeners = textOf(door).match(/\.ipc\.(?:handle|on|once)\([\s\S]*?\n {2}\}?\)/g) ?? [];
      expect(listeners.length).toBeGreaterThan(1);
      expect(listeners.filter((listener) => !/isTrustedSender|guarded\(event/.test(listener))).toEqual([]);
    }
  });

  it('the preloads give out functions of their own only', () => {
    expect(filesWith(/\bcontextBridge\b/)).toEqual(['src-preload/index.ts', 'src-preload/secret.ts']);
    for (const file of ['src-preload/index.ts', 'src-preload/secret.ts']) {
      expect(textOf(file)).toMatch(/from 'electron'/);
      expect(textOf(file).match(/exposeInMainWorld\(/g)).toHaveLength(1);
      // Neither the module nor one of its functions is passed on as it is.
      expect(textOf(file)).not.toMatch(/:\s*ipcRenderer\b|ipcRenderer\.\w+\s*[,}]|webUtils|webFrame|require\(/);
    }
  });

  it('nothing writes HTML into a page', () => {
    const sinks =
      /dangerouslySetInnerHTML|\.(?:inner|outer)HTML\s*=|insertAdjacentHTML|document\.write|\beval\(|new Function\(|srcDoc/;
    expect(filesWith(sinks)).toEqual([]);
  });
});
