import { describe, expect, it, onTestFinished } from 'vitest';
import { holdPort } from '../../../test/support/browser-person.ts';
import { type CallbackAnswer, type CallbackPlace, listenForCallback } from './loopback.ts';

/** A listener, what reached it, and a way to open an address under it. */
async function waiting(overrides: Partial<CallbackPlace> = {}) {
  const answers: CallbackAnswer[] = [];
  const place = {
    ports: [0],
    hostName: '127.0.0.1',
    path: '/',
    vendor: 'Google',
    state: 's3cret',
    ...overrides,
  } as const;
  const listener = await listenForCallback(place, (answer) => {
    answers.push(answer);
    return answer['code'] === undefined ? 'not done' : 'done';
  });
  if (listener === null) throw new Error('No port was free.');
  onTestFinished(listener.close);
  const open = async (query: string, init?: RequestInit) => {
    const response = await fetch(`${listener.redirectUri}${query}`, init);
    return { status: response.status, text: await response.text() };
  };
  return { listener, answers, open };
}

describe('waiting for the browser', () => {
  it('takes any free port under the name and path that the provider was told', async () => {
    const google = await waiting();
    expect(google.listener.redirectUri).toMatch(/^http:\/\/127\.0\.0\.1:\d{4,5}\/$/);
    const microsoft = await waiting({ hostName: 'localhost', path: '', vendor: 'Microsoft' });
    expect(microsoft.listener.redirectUri).toMatch(/^http:\/\/localhost:\d{4,5}$/);
    expect((await microsoft.open('/?code=1&state=s3cret')).text).toContain('the answer of Microsoft');
    expect(microsoft.answers).toEqual([{ code: '1', state: 's3cret' }]);
  });

  it('tries the given ports in order, and has none when all are taken', async () => {
    const taken = await holdPort(0);
    onTestFinished(taken.release);
    const place = { hostName: '127.0.0.1', path: '/', vendor: 'Google', state: 's' } as const;
    await expect(listenForCallback({ ...place, ports: [taken.port] }, () => 'done')).resolves.toBeNull();
    const listener = await listenForCallback({ ...place, ports: [taken.port, 0] }, () => 'done');
    expect(listener?.redirectUri).not.toContain(`:${taken.port}/`);
    listener?.close();
  });

  it('shows who answered, and what the person does next', async () => {
    const { open } = await waiting();
    expect((await open('?code=1&state=s3cret')).text).toContain('Orgbench has received the answer of Google');
    expect((await open('?error=access_denied&state=s3cret')).text).toContain('The sign-in was not completed');
  });

  it.each(['?code=1', '?code=1&state=', '?code=1&state=S3cret', '?error=access_denied&state=other', '?state=s3crets'])(
    'passes on nothing of an answer that is not its own: %s',
    async (query) => {
      const { answers, open, listener } = await waiting();
      const page = await open(query);
      expect(page.status).toBe(200);
      expect(page.text).toContain('belongs to another sign-in');
      expect(answers).toEqual([]);
      expect(listener.foreignAnswers()).toBe(1);
    },
  );

  it.each(['image', 'iframe', 'script', 'empty'])('answers nothing that another page embeds as %s', async (dest) => {
    const { answers, open } = await waiting();
    const page = await open('?code=1&state=s3cret', { headers: { 'sec-fetch-dest': dest } });
    expect(page.status).toBe(403);
    expect(answers).toEqual([]);
  });

  it('answers a page that is opened', async () => {
    const { answers, open } = await waiting();
    await open('?code=1&state=s3cret', { headers: { 'sec-fetch-dest': 'document' } });
    expect(answers).toHaveLength(1);
  });

  it('answers nothing but GET, its path and each parameter once', async () => {
    const { answers, open, listener } = await waiting({ path: '/back' });
    const other = await fetch(new URL('/', listener.redirectUri));
    expect(other.status).toBe(404);
    expect((await open('?code=1&state=s3cret', { method: 'POST' })).status).toBe(405);
    expect((await open('?code=1&code=2&state=s3cret')).status).toBe(400);
    expect((await open('')).status).toBe(400);
    const otherName = listener.redirectUri.replace('127.0.0.1', 'localhost');
    expect((await fetch(`${otherName}?code=1&state=s3cret`)).status).toBe(404);
    expect(answers).toEqual([]);
  });

  it('listens no longer once it is closed', async () => {
    const { listener } = await waiting();
    listener.close();
    listener.close();
    await expect(fetch(listener.redirectUri)).rejects.toThrow('fetch failed');
  });
});
