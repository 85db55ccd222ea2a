// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import type { Failure } from '../../../src-preload/contract/errors.ts';
import { type FakeBridge, installFakeBridge } from '../../testing/fake-bridge.ts';
import { renderPart } from '../../testing/render.tsx';
import { sampleConnection } from '../../testing/samples.ts';
import { ConnectionCard } from './connection-card.tsx';

function draw(connection: Connection, answer: Connection | Failure = connection): FakeBridge {
  const bridge = installFakeBridge({
    'app.state': () => ({ vault: 'unlocked', engine: 'running', notice: null, secretOpen: null, lockLimits: [] }),
    'connections.list': () => ({ connections: [connection] }),
    'connections.setReads': () => answer,
    'preflight.last': () => null,
  });
  renderPart(<ConnectionCard connection={connection} />);
  return bridge;
}

const switched = (bridge: FakeBridge): readonly unknown[] =>
  bridge.calls.filter(({ method }) => method === 'connections.setReads').map(({ input }) => input);

async function openDialog(): Promise<{ readonly dialog: HTMLElement; readonly allow: HTMLButtonElement }> {
  fireEvent.click(await screen.findByRole('button', { name: 'Allow records…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Allow records of Acme UAT' });
  return { dialog, allow: within(dialog).getByRole('button', { name: 'Allow records' }) as HTMLButtonElement };
}
const type = (dialog: HTMLElement, value: string): void =>
  void fireEvent.change(within(dialog).getByRole('textbox'), { target: { value } });

describe('what may be read through a connection', () => {
  it('is metadata only at first, and the card says so', async () => {
    draw(sampleConnection());
    const line = await screen.findByRole('group', { name: 'Reads' });
    expect(line.textContent).toContain('Metadata only Requests that would return records are refused.');
    expect(screen.queryByText('Records allowed')).toBeNull();
  });

  it('becomes records only after the very name of the connection was typed', async () => {
    const bridge = draw(sampleConnection());
    const { dialog, allow } = await openDialog();
    expect(within(dialog).getByRole('region', { name: 'What stays' }).textContent).toContain('Nothing is written');
    for (const wrong of ['', 'acme uat', 'Acme', 'Acme UAT 2']) {
      type(dialog, wrong);
      expect(allow.disabled, wrong).toBe(true);
      fireEvent.submit(within(dialog).getByRole('textbox'));
    }
    expect(switched(bridge)).toEqual([]);
    type(dialog, 'Acme UAT');
    fireEvent.submit(within(dialog).getByRole('textbox'));
    await waitFor(() =>
      expect(switched(bridge)).toEqual([{ id: 'c1', reads: 'metadata and records', confirm: 'Acme UAT' }]),
    );
  });

  it('says what a refusal said, and keeps the dialog', async () => {
    draw(sampleConnection(), { code: 'bad-input', message: 'Records stay off.', retryable: false });
    const { dialog, allow } = await openDialog();
    type(dialog, 'Acme UAT');
    fireEvent.click(allow);
    expect(await within(dialog).findByText('Records stay off.')).toBeTruthy();
  });

  it('warns where the org is one of production, and only there', async () => {
    draw(sampleConnection({ type: 'production' }));
    const { dialog } = await openDialog();
    expect(within(dialog).getByText(/^This is a production org/)).toBeTruthy();
  });

  it('is shown by a badge while records are allowed, and goes back with one click', async () => {
    const bridge = draw(sampleConnection({ reads: 'metadata and records' }));
    await screen.findByText('Records allowed');
    const back = screen.getByRole<HTMLButtonElement>('button', { name: 'Back to metadata only' });
    back.focus();
    fireEvent.click(back);
    await waitFor(() => expect(switched(bridge)).toEqual([{ id: 'c1', reads: 'metadata', confirm: '' }]));
    await waitFor(() => expect(back.disabled).toBe(false));
    expect(document.activeElement).toBe(back);
  });
});
