import type { FakeMicrosoft } from './fake-microsoft.ts';
import { elements, fromXml, readAttributes } from './workbook/xml.ts';

export type Landed = {
  /** Whether an answer went to the app; false: the person is left on a page of the sign-in service. */
  readonly toApp: boolean;
  readonly status: number;
  /** What the tab shows at the end. */
  readonly text: string;
};

/** The loopback address that stands for a real one. */
export function atFake(fake: Pick<FakeMicrosoft, 'endpoints'>, address: string): string {
  const url = new URL(address);
  const origin = fake.endpoints[url.origin];
  return origin === undefined ? url.href : origin + url.pathname + url.search;
}

/**
 * A browser without a window: opens the sign-in page, follows it to the app (a redirect, or a form that sends itself)
 * and says what the tab shows. Works with `browser.mode` `auto`.
 */
export async function signInAt(
  fake: Pick<FakeMicrosoft, 'endpoints'>,
  address: string,
  change: (values: URLSearchParams) => void = () => undefined,
): Promise<Landed> {
  const page = await fetch(atFake(fake, address), { redirect: 'manual' });
  const location = page.headers.get('location');
  if (location !== null) {
    const url = new URL(location);
    change(url.searchParams);
    const landed = await fetch(url, { redirect: 'manual' });
    return { toApp: true, status: landed.status, text: await landed.text() };
  }
  const text = await page.text();
  const [form] = elements(text, 'form');
  if (form === undefined || form.attributes.name !== 'hiddenform') return { toApp: false, status: page.status, text };
  const values = new URLSearchParams();
  for (const [, inner = ''] of text.matchAll(/<input type="hidden"([^>]*)\/>/g)) {
    const { name = '', value = '' } = readAttributes(inner);
    values.set(name, value);
  }
  change(values);
  const landed = await fetch(fromXml(form.attributes.action ?? ''), {
    method: 'POST',
    body: values,
    redirect: 'manual',
  });
  return { toApp: true, status: landed.status, text: await landed.text() };
}
