import type { Page } from 'playwright-core';
import { PLANTED } from './page-hostile-org.ts';

/** What a page under attack notes about itself. */
type Watched = { orgbenchCalls: string[]; orgbenchViolations: string[] };

/** Puts the function that payloads call into the page, and notes its calls and breaches of the policy from now on. */
export async function plantFunction(page: Page): Promise<void> {
  await page.evaluate((name) => {
    const watched = window as unknown as Partial<Watched> & Record<string, unknown>;
    const isFirst = watched.orgbenchViolations === undefined;
    watched.orgbenchCalls = [];
    watched.orgbenchViolations = [];
    watched[name] = (what: string) => void (window as unknown as Watched).orgbenchCalls.push(what);
    if (!isFirst) return;
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      (window as unknown as Watched).orgbenchViolations.push(`${violatedDirective} ${blockedURI} ${sample}`);
    });
  }, PLANTED);
}

/** Which payloads ran. */
export const calls = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => (window as unknown as Watched).orgbenchCalls);

/** Breaches of the content security policy. */
export const violations = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => (window as unknown as Watched).orgbenchViolations);

/** Elements that the app never makes: with handlers in attributes, other scripts, frames, and links out of the page. */
export async function foreignElements(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const isForeign = (one: Element): boolean => {
      const name = one.localName;
      const address = one.getAttribute('href') ?? one.getAttribute('src') ?? one.getAttribute('xlink:href');
      return (
        one
          .getAttributeNames()
          .some(
            (attribute) => attribute.startsWith('on') || ['srcdoc', 'action', 'formaction', 'ping'].includes(attribute),
          ) ||
        ['iframe', 'frame', 'object', 'embed', 'base', 'webview'].includes(name) ||
        (name === 'meta' && one.hasAttribute('http-equiv')) ||
        (name === 'script' &&
          !new URL(one.getAttribute('src') ?? 'none:', location.href).href.startsWith(`${location.origin}/`)) ||
        (address !== null && !/^(?:#|data:image\/|app:\/\/page\/|\.?\/)/.test(address)) ||
        one.id === 'anchor'
      );
    };
    return [...document.querySelectorAll('*')].filter(isForeign).map((one) => one.outerHTML.slice(0, 120));
  });
}
