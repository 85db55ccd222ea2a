// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { type ErrorCode, type Failure, ERROR_CODES } from '../../src-preload/contract/errors.ts';
import { findPreferences } from '../../src-preload/contract/preferences.ts';
import { CallError } from '../api/client.ts';
import { installFakeBridge } from '../testing/fake-bridge.ts';
import { renderPart } from '../testing/render.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { failurePreferences } from './failure-text.ts';

const failure = (code: ErrorCode, message: string): Failure => ({ code, message, retryable: true });

function draw(one: Failure, onRetry?: () => void) {
  const bridge = installFakeBridge({ 'app.copyText': () => ({}) });
  renderPart(<FailureNotice error={new CallError('sync.start', one)} onRetry={onRetry} />);
  return bridge;
}

describe('a failure on screen', () => {
  it.each([
    ['proxy-failed', 'The proxy did not let the request through'],
    ['certificate-untrusted', 'The certificate is not trusted'],
  ] as const)('%s: says what the engine said, and offers no way around it', async (code, title) => {
    draw(failure(code, 'What the engine said.'));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain(`${title}What the engine said.`);
    expect(alert.dataset['tone']).toBe('danger');
    expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Copy details']);
  });

  it('of a spent budget leads to the preference that sets it', async () => {
    draw(failure('budget-stopped', 'Nothing more is sent to acme.'));
    const alert = await screen.findByRole('alert');
    expect(alert.dataset['tone']).toBe('wait');
    expect(screen.getByRole('link', { name: 'Open preferences' }).getAttribute('href')).toBe(
      '#/preferences?find=orgDailyCalls',
    );
  });

  it('of a paused org is no alarm, and can be tried again at once', async () => {
    const retry = vi.fn<() => void>();
    draw(failure('org-paused', 'Nothing is sent to acme for another 20 s.'), retry);
    const alert = await screen.findByRole('alert');
    expect(alert.dataset['tone']).toBe('wait');
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(retry).toHaveBeenCalledOnce();
    expect(screen.queryByRole('link')).toBeNull();
  });

  it('gives its details to copy: the code, the sentence, the call', async () => {
    const bridge = draw(failure('proxy-failed', 'The proxy at proxy:3128 answered 407.'));
    fireEvent.click(await screen.findByRole('button', { name: 'Copy details' }));
    await waitFor(() =>
      expect(bridge.calls.at(-1)?.input).toEqual({
        text: 'Orgbench: proxy-failed\nThe proxy at proxy:3128 answered 407.\ncall: sync.start',
      }),
    );
  });

  it('never leads to preferences where nothing is found', () => {
    const words = ERROR_CODES.flatMap((code) => {
      const address = failurePreferences(failure(code, 'x'));
      return address === null ? [] : [new URLSearchParams(address.split('?')[1]).get('find') ?? ''];
    });
    expect(words.filter((word) => findPreferences(word).length === 0)).toEqual([]);
  });
});
